import type { Blob } from '../../core/images/manifest.ts'

/** Where an image comes from: a registry, a folder, an archive. */
export interface ImageSource {
  /** The text of a manifest: the one that was asked for, or another one of the same image by its digest. */
  manifest(digest?: string): Promise<string>
  /** A blob as a file of this machine whose content is what the digest says. Throws a MachineError. */
  blob(blob: Blob): Promise<LocalBlob>
}

export interface LocalBlob {
  readonly path: string
  /** It is not needed any more. */
  release(): void
}
