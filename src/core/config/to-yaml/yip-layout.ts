/** In which order a record's keys are written, and whether those that say nothing are written too. */
export interface RecordLayout {
  readonly kind: 'record'
  readonly keys: readonly string[]
  readonly nested: Readonly<Record<string, Layout>>
  /** What stands for keys that are absent; undefined where they are left out. */
  readonly zeroes: Readonly<Record<string, string | number>> | undefined
  /** An empty one is written, too. */
  readonly isPointer: boolean
}

/** How yip writes a value down; maps without a layout of their own are sorted. */
export type Layout = RecordLayout | { readonly kind: 'each'; readonly item: Layout }

function record(keys: string, nested: Readonly<Record<string, Layout>> = {}): RecordLayout {
  return { kind: 'record', keys: keys.split(' '), nested, zeroes: undefined, isPointer: false }
}

/** Of a struct without tags Go writes every field. */
function complete(keys: string): RecordLayout {
  const layout = record(keys)
  const numbers = ['permissions', 'owner', 'group', 'timeout']
  const zeroes = Object.fromEntries(layout.keys.map((key) => [key, numbers.includes(key) ? 0 : '']))
  return { ...layout, zeroes }
}

const pointer = (layout: RecordLayout): RecordLayout => ({ ...layout, isPointer: true })
const each = (item: Layout): Layout => ({ kind: 'each', item })

const user = record(
  'name passwd ssh_authorized_keys gecos homedir no_create_home primary_group groups no_user_group system ' +
    'no_log_init shell lock_passwd uid',
)

const step = record(
  'commands files downloads directories if ensure_entities delete_entities dns hostname name sysctl ' +
    'authorized_keys node users modules systemctl environment environment_file package_pins packages ' +
    'unpack_images after datasource layout systemd_firstboot timesyncd git only_os only_os_version only_arch ' +
    'only_service_manager if_files',
  {
    files: each(complete('path permissions owner group content encoding ownerstring')),
    downloads: each(complete('path url permissions owner group timeout ownerstring')),
    directories: each(complete('path permissions owner group')),
    ensure_entities: each(complete('path entity')),
    delete_entities: each(complete('path entity')),
    dns: record('nameservers search options path'),
    users: each(user),
    systemctl: record('enable disable start mask overrides', {
      overrides: each(record('service content name')),
    }),
    packages: record('install remove refresh upgrade'),
    unpack_images: each(record('source target platform')),
    datasource: record('providers path userdata_name'),
    layout: record('device expand_partition add_partitions', {
      device: pointer(record('init_disk disk_name label path')),
      expand_partition: pointer(record('size')),
      add_partitions: each(record('fsLabel size pLabel filesystem bootable')),
    }),
    git: record('auth url path branch branch_only', {
      auth: record('username password private_key insecure public_key'),
    }),
  },
)

/** A whole configuration. */
export const configLayout: Layout = record('name stages', { stages: each(each(step)) })
