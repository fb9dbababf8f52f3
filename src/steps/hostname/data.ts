import type { Present } from '../../core/machine.ts'

const letters = '1234567890abcdefghijklmnopqrstuvwxyz'

/** What the template of a host name sees. The machine's id is the same at each boot, the others are new each time. */
export async function hostnameData(
  now: Present,
  random: (length: number) => Uint8Array,
  template: string,
): Promise<Readonly<Record<'UUID' | 'Random' | 'MachineID' | 'ProtectedID', string>>> {
  const machineId = (now.text('/var/lib/dbus/machine-id') ?? now.text('/etc/machine-id'))?.trim()
  return {
    UUID: uuid4(random(16)),
    Random: randomText(random, 32),
    MachineID: machineId ?? '',
    ProtectedID:
      machineId !== undefined && mayName('ProtectedID', template) ? await protectedId(machineId) : '',
  }
}

/** Whether a template can see a field: by its name, or by the dot or `$` as a whole. */
function mayName(field: string, template: string): boolean {
  return template.includes(field) || /\$|\.(?![A-Za-z])/.test(template)
}

/** A UUID of version 4 from 16 random bytes (RFC 9562). */
function uuid4(bytes: Uint8Array): string {
  const marked = Buffer.from(bytes)
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x40
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80
  return marked.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Letters and digits, each as likely as the other: bytes past the last full round are thrown away. */
function randomText(random: (length: number) => Uint8Array, length: number): string {
  let text = ''
  const limit = 256 - (256 % letters.length)
  while (text.length < length) {
    for (const byte of random(length)) {
      if (byte < limit && text.length < length) text += letters[byte % letters.length]
    }
  }
  return text
}

/** An id of this program on this machine, from which the machine id cannot be read. */
async function protectedId(machineId: string): Promise<string> {
  const { createHmac } = await import('node:crypto')
  return createHmac('sha256', machineId).update('yip').digest('hex')
}
