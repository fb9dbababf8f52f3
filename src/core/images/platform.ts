/** What an image is for: `linux`, Go's name of the architecture, and of ARM its version (`v7`). */
export interface Platform {
  readonly os: string
  readonly architecture: string
  /** Left out: any. */
  readonly variant?: string
}

/** Reads `os/arch[/variant]`; undefined when it is none. */
export function parsePlatform(text: string): Platform | undefined {
  const [os = '', architecture = '', variant, surplus] = text.split('/')
  if (os === '' || architecture === '' || variant === '' || surplus !== undefined) return undefined
  return { os, architecture, ...(variant !== undefined && { variant }) }
}

/** Whether an image can run where `wanted` is. */
export function suits(wanted: Platform, offered: Partial<Platform> | undefined): boolean {
  if (offered?.os !== wanted.os || offered.architecture !== wanted.architecture) return false
  return wanted.variant === undefined || wanted.variant === offered.variant
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`
}
