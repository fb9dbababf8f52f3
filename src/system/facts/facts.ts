import { machine } from 'node:os'
import type { Present } from '../../core/machine.ts'
import { readBios, readBoard, readChassis, readProduct } from './firmware.ts'
import { readFirmwareTables } from './firmware-tables.ts'
import { readHypervisor } from './hypervisor.ts'
import { type FactName, factNames, factsNamedBy } from './named-facts.ts'
import { readNetwork } from './network.ts'
import { machineIdForProtection, type NodeFacts, readNode } from './node.ts'
import { type OperatingSystem, readOperatingSystem } from './operating-system.ts'
import { readProcessor } from './processor.ts'
import { type FactReader, factReader } from './reader.ts'
import { readStorage } from './storage.ts'

/** What facts are read from, besides the processor this runs on. */
export interface FactSources {
  readonly now: Present
  /** Milliseconds since 1970. */
  clock(): number
  /** Bytes from a cryptographic source. */
  random(length: number): Uint8Array
}

/**
 * What templates see as `.Values`: the same fields as in yip, which has them of the library sysinfo. Node and
 * operating system, which steps may change, are read at once and at each refresh; hardware when first asked for.
 */
export class Facts {
  readonly #sources: FactSources
  readonly #reader: FactReader
  #node: NodeFacts
  #operatingSystem: OperatingSystem
  readonly #known = new Map<FactName, unknown>()

  constructor(sources: FactSources) {
    this.#sources = sources
    this.#reader = factReader(sources.now)
    this.#node = readNode(this.#reader, undefined)
    this.#operatingSystem = readOperatingSystem(this.#reader)
  }

  /** The host name when facts were last read; a step that renames the machine does not change it. */
  get hostName(): string {
    return this.#node.hostname
  }

  /** Reads all anew, as yip does with each check of the operating system, and gives what that is now. */
  refresh(): OperatingSystem {
    this.#node = readNode(this.#reader, this.#node)
    this.#operatingSystem = readOperatingSystem(this.#reader, this.#operatingSystem)
    this.#known.clear()
    return this.#operatingSystem
  }

  /** The dot of a template, with those facts that it names, or all of them. `Random` is another one each time. */
  async templateData(template?: string): Promise<{ readonly Values: Readonly<Record<string, unknown>> }> {
    const names = template === undefined ? factNames : factsNamedBy(template)
    const values: Record<string, unknown> = {}
    for (const name of names) {
      const value = name === 'ProtectedID' ? await protectedId(this.#reader) : this.#value(name)
      if (value !== undefined) values[name] = value
    }
    return { Values: values }
  }

  #value(name: Exclude<FactName, 'ProtectedID'>): unknown {
    if (name === 'Random') return randomText(this.#sources.random)
    if (!this.#known.has(name)) this.#known.set(name, this.#read(name))
    return this.#known.get(name)
  }

  #read(name: Exclude<FactName, 'ProtectedID' | 'Random'>): unknown {
    const reader = this.#reader
    switch (name) {
      case 'sysinfo':
        return { version: sysinfoVersion, timestamp: timestamp(this.#sources.clock()) }
      case 'node':
        return filled({ ...this.#node, hypervisor: readHypervisor(reader) })
      case 'os':
        return filled(this.#operatingSystem)
      case 'kernel':
        return filled({
          release: reader.line('/proc/sys/kernel/osrelease'),
          version: reader.line('/proc/sys/kernel/version'),
          architecture: machine(),
        })
      case 'product':
        return filled(readProduct(reader))
      case 'board':
        return filled(readBoard(reader))
      case 'chassis':
        return filled(readChassis(reader))
      case 'bios':
        return filled(readBios(reader))
      case 'cpu':
        return filled({ ...readProcessor(reader), speed: readFirmwareTables(reader).processorSpeed })
      case 'memory': {
        const { memoryType: type, memorySpeed: speed, memorySize: size } = readFirmwareTables(reader)
        return filled({ type, speed, size })
      }
      case 'storage':
        return filledList(readStorage(reader))
      case 'network':
        return filledList(readNetwork(reader))
    }
  }
}

/** The version of the library that yip has its facts of; templates can see it. */
const sysinfoVersion = '1.1.3'

/** Without the fields that are empty: Go leaves them out. */
function filled(record: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '' && value !== 0))
}

function filledList(records: readonly object[]): unknown {
  return records.length === 0 ? undefined : records.map(filled)
}

/** The local time as Go writes it in JSON. */
function timestamp(milliseconds: number): string {
  const offset = -new Date(milliseconds).getTimezoneOffset()
  const local = new Date(milliseconds + offset * 60_000).toISOString().replace(/\.?0*Z$/, '')
  if (offset === 0) return `${local}Z`
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  const zone = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':')
  return `${local}${offset < 0 ? '-' : '+'}${zone}`
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** 32 letters and digits, each as likely as the others. */
function randomText(random: (length: number) => Uint8Array): string {
  let text = ''
  while (text.length < 32) {
    for (const byte of random(40))
      if (byte < 7 * letters.length && text.length < 32) text += letters[byte % letters.length]
  }
  return text
}

/** The machine id in a form that may be shown: its HMAC-SHA256 over the word `yip`; empty without a machine id. */
async function protectedId(reader: FactReader): Promise<string> {
  const id = machineIdForProtection(reader)
  if (id === undefined) return ''
  const { createHmac } = await import('node:crypto')
  return createHmac('sha256', id).update('yip').digest('hex')
}
