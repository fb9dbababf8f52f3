import type { FactName } from '../../system/facts/named-facts.ts'

/** What is known of a value in a template; undefined where nothing is. */
export type Data =
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Data>> }
  | { readonly kind: 'list'; readonly item: Data }
  | { readonly kind: 'leaf' }

const leaf: Data = { kind: 'leaf' }
const record = (fields: Readonly<Record<string, Data>>): Data => ({ kind: 'record', fields })
const leaves = (...names: readonly string[]): Data =>
  record(Object.fromEntries(names.map((name) => [name, leaf])))

/** Every fact that some machine has: the fields of yip's `.Values`. A machine leaves out those that are empty. */
const facts: Readonly<Record<FactName, Data>> = {
  sysinfo: leaves('version', 'timestamp'),
  node: leaves('hostname', 'machineid', 'hypervisor', 'timezone'),
  os: leaves('name', 'vendor', 'version', 'release', 'architecture'),
  kernel: leaves('release', 'version', 'architecture'),
  product: leaves('name', 'vendor', 'version', 'serial', 'uuid', 'sku'),
  board: leaves('name', 'vendor', 'version', 'serial', 'assettag'),
  chassis: leaves('type', 'vendor', 'version', 'serial', 'assettag'),
  bios: leaves('vendor', 'version', 'date'),
  cpu: leaves('vendor', 'model', 'speed', 'cache', 'cpus', 'cores', 'threads'),
  memory: leaves('type', 'speed', 'size'),
  storage: { kind: 'list', item: leaves('name', 'driver', 'vendor', 'model', 'serial', 'size') },
  network: { kind: 'list', item: leaves('name', 'driver', 'macaddress', 'port', 'speed') },
  Random: leaf,
  ProtectedID: leaf,
}

/** The dot of texts that are rendered over the facts. */
export const factData: Data = record({ Values: record(facts) })

/** The dot of a host name. */
export const nameData: Data = leaves('UUID', 'Random', 'MachineID', 'ProtectedID')
