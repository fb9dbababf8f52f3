import { MachineError, type Present } from '../../core/machine.ts'

/** The text of a file of the image; one that cannot be read is as good as none: then nothing is said. */
export function textIn(image: Present | undefined, path: string): string | undefined {
  return readable(() => image?.text(path))
}

/** The bytes of a file of the image, as {@link textIn}. */
export function bytesIn(image: Present | undefined, path: string): Uint8Array | undefined {
  return readable(() => image?.bytes(path))
}

/** The names in a folder of the image, as {@link textIn}. */
export function namesIn(image: Present | undefined, path: string): readonly string[] | undefined {
  return readable(() => image?.list(path))
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MachineError) return undefined
    throw error
  }
}
