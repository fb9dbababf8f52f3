import { toBytes } from '../../../core/go-string.ts'
import type { Change, ChangeOutcome, MachineError } from '../../../core/machine.ts'
import { decodeContent } from '../../files/encodings.ts'
import { type Provider, REQUEST_TIME, type Search } from '../provider.ts'

/** Programs of open-vm-tools that speak through the hypervisor's back door, which takes an I/O port and so C. */
const tools: readonly ((question: string) => readonly string[])[] = [
  (question) => ['vmware-rpctool', question],
  (question) => ['vmtoolsd', '--cmd', question],
]

/** The guest information of VMware. `---` is what tools write to wipe a value. */
export const vmware: Provider = {
  name: 'vmware',
  async *search(): Search {
    const guest = new GuestInfo()
    const metadata = yield* guest.read('metadata')
    const userData = yield* guest.read('userdata')
    if (!isMeant(metadata) && !isMeant(userData)) {
      return { failure: guest.trouble ?? 'neither guestinfo.userdata nor guestinfo.metadata is set' }
    }
    const vendordata = yield* guest.read('vendordata')
    return {
      values: { ...(vendordata && { vendordata }), ...(metadata && { metadata }) },
      ...(userData && { userData }),
    }
  },
}

function isMeant(value: Uint8Array | undefined): boolean {
  return value !== undefined && value.length > 1 && Buffer.from(value).toString('latin1') !== '---'
}

type Reading<T> = AsyncGenerator<Change, T, ChangeOutcome>

class GuestInfo {
  /** Why nothing at all can be read. */
  trouble: string | undefined
  #tool = tools[0]

  /** A value with its encoding taken off; undefined when it is not set, or broken. */
  async *read(name: string): Reading<Uint8Array | undefined> {
    const value = yield* this.#get(`guestinfo.${name}`)
    if (value === undefined) return undefined
    const encoding = (yield* this.#get(`guestinfo.${name}.encoding`))?.trim() ?? ''
    const decoded = await decodeContent(value, encoding)
    if ('broken' in decoded) return undefined
    return typeof decoded.content === 'string' ? toBytes(decoded.content) : decoded.content
  }

  async *#get(key: string): Reading<string | undefined> {
    while (this.#tool !== undefined) {
      const argv = this.#tool(`info-get ${key}`)
      const command = { argv }
      const outcome = yield { kind: 'run', command, question: true, live: true, timeout: REQUEST_TIME }
      if (outcome.ok) return outcome.output?.stdout.replace(/\n$/, '')
      if (!isMissing(outcome.error)) return undefined
      this.#tool = tools[tools.indexOf(this.#tool) + 1]
    }
    this.trouble = 'vmware-rpctool and vmtoolsd are not installed; install open-vm-tools'
    return undefined
  }
}

function isMissing({ code }: MachineError): boolean {
  return code === 'ENOENT'
}
