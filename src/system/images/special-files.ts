import { spawnSync } from 'node:child_process'
import { toBytes } from '../../core/go-string.ts'
import { MachineError } from '../../core/machine.ts'
import type { TarEntry } from '../../core/tar/read-tar.ts'

/** Milliseconds for a program that makes nodes or sets attributes. */
const deadline = 60_000

/** What Node has no function for: devices, pipes and extended attributes are made by programs. */
export class SpecialFiles {
  readonly #warn: (message: string) => void
  #attributes: Uint8Array[] = []

  constructor(warn: (message: string) => void) {
    this.#warn = warn
  }

  /** Makes a device or pipe with mknod(1) at a host path where nothing is. Throws a MachineError. */
  make(path: string, { kind, device }: Pick<TarEntry, 'kind' | 'device'>): void {
    const numbers = [String(device.major), String(device.minor)]
    const words = kind === 'fifo' ? ['p'] : [kind === 'block-device' ? 'b' : 'c', ...numbers]
    run('mknod', ['-m', '600', '--', path, ...words])
  }

  /** Notes extended attributes of something that is there. */
  attribute(path: string, attributes: TarEntry['attributes']): void {
    const lines = [`# file: ${escaped(path)}\n`]
    for (const [name, value] of attributes) {
      if (!/[\n=]/.test(name)) lines.push(`${name}=0x${Buffer.from(value).toString('hex')}\n`)
    }
    this.#attributes.push(toBytes(`${lines.join('')}\n`))
  }

  /** Sets the attributes that were noted, by setfattr(1); without it they are lost, which is told. */
  setAttributes(): void {
    if (this.#attributes.length === 0) return
    const input = Buffer.concat(this.#attributes)
    const files = this.#attributes.length
    this.#attributes = []
    try {
      run('setfattr', ['-h', '--restore=-'], input)
    } catch (error) {
      if (!(error instanceof MachineError)) throw error
      this.#warn(
        `extended attributes of ${files} ${files === 1 ? 'file' : 'files'} are lost (${error.message}); file capabilities are among them`,
      )
    }
  }
}

function run(program: string, words: readonly string[], input?: Uint8Array): void {
  const { error, status, stderr } = spawnSync(program, words, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'],
    input,
    timeout: deadline,
    env: { ...process.env, LC_ALL: 'C' },
  })
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    throw new MachineError(`${program} is not installed`, 'ENOENT')
  if (error !== undefined) throw new MachineError(`${program}: ${error.message}`)
  if (status !== 0) {
    const [reason = ''] = String(stderr).trim().split('\n').slice(-1)
    throw new MachineError(reason === '' ? `${program} failed with exit code ${status}` : reason)
  }
}

/** As getfattr(1) writes paths: what would end or confuse a line in octal. */
function escaped(path: string): string {
  return path.replace(/[\\\r\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`)
}
