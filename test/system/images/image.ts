/** Makes container images in folders (OCI image layout) for tests. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { archive, type Part } from '../../core/tar/archive.ts'

/** Writes an image of these layers, from the lowest up; a layer may be given as bytes. */
export function writeImage(folder: string, layers: readonly (readonly Part[] | Buffer)[]): void {
  mkdirSync(`${folder}/blobs/sha256`, { recursive: true })
  const blob = (content: Buffer, mediaType: string) => {
    const hex = createHash('sha256').update(content).digest('hex')
    writeFileSync(`${folder}/blobs/sha256/${hex}`, content)
    return { mediaType, digest: `sha256:${hex}`, size: content.length }
  }
  const described = layers.map((layer) =>
    blob(
      Buffer.isBuffer(layer) ? layer : gzipSync(archive(layer)),
      'application/vnd.oci.image.layer.v1.tar+gzip',
    ),
  )
  const config = blob(Buffer.from('{}'), 'application/vnd.oci.image.config.v1+json')
  const manifest = blob(
    Buffer.from(JSON.stringify({ schemaVersion: 2, config, layers: described })),
    'application/vnd.oci.image.manifest.v1+json',
  )
  writeFileSync(`${folder}/index.json`, JSON.stringify({ schemaVersion: 2, manifests: [manifest] }))
  writeFileSync(`${folder}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}')
}
