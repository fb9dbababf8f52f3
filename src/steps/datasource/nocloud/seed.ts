import type { Present } from '../../../core/machine.ts'
import { dataSourceOnCommandLine, firmwareLine } from '../platform.ts'

/** What `ds=nocloud;s=ADDRESS;h=NAME;i=ID` says. */
export interface Seed {
  /** A folder without the slash at its end, or an address that file names are appended to. */
  readonly source?: string
  readonly hostname?: string
  readonly instanceId?: string
}

/** What the kernel command line says, or else the serial number that the firmware has. */
export function seedOf(now: Present): Seed {
  const onCommandLine = parseSeed(dataSourceOnCommandLine(now) ?? '')
  if (onCommandLine !== undefined) return onCommandLine
  return parseSeed(firmwareLine(now, 'product_serial').replace(/^ds=/, '')) ?? {}
}

/** Undefined for what is no NoCloud. */
export function parseSeed(text: string): Seed | undefined {
  const [word, ...settings] = text.split(';')
  if (!/^nocloud(?:-net)?$/i.test(word ?? '')) return undefined
  const values = new Map(
    settings.map((setting): [string, string] => {
      const equals = setting.indexOf('=')
      return [setting.slice(0, Math.max(0, equals)), setting.slice(equals + 1)]
    }),
  )
  const value = (...names: string[]) => names.map((name) => values.get(name)).find((found) => found)
  const source = value('s', 'seedfrom')
  const hostname = value('h', 'local-hostname')
  const instanceId = value('i', 'instance-id')
  return {
    ...(source !== undefined && { source: withoutDoubt(source) }),
    ...(hostname !== undefined && { hostname }),
    ...(instanceId !== undefined && { instanceId }),
  }
}

function withoutDoubt(source: string): string {
  const folder = source.replace(/^file:\/\//, '')
  if (folder.startsWith('/')) return folder.replace(/(?<=.)\/+$/, '')
  return source.endsWith('/') || source.includes('?') ? source : `${source}/`
}
