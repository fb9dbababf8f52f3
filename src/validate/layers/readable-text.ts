import { MachineError, type Present } from '../../core/machine.ts'

/** Content of a file of the image; undefined when there is none, or when it may not be read. */
export function readableText(image: Present, path: string): string | undefined {
  try {
    return image.text(path)
  } catch (error) {
    if (error instanceof MachineError) return undefined
    throw error
  }
}
