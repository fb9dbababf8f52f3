import { cloudConfigShape } from '../core/config/cloud-config/shape.ts'
import { configShape } from '../core/config/config.ts'
import { mayHoldSecrets } from '../core/config/secrets.ts'
import type { Shape } from '../core/config/shape.ts'
import type { YamlNode } from '../core/config/yaml/node.ts'
import { stepShape } from '../steps/index.ts'
import { tokenOf } from './places/token.ts'
import type { CheckedFile, Span } from './rule.ts'

/**
 * The stretches of a file that must not be printed, in order: values whose shape marks them secret, and whatever
 * looks like a password hash, a private key, or a password in an address. Also of a file that is rejected.
 */
export function secretPlaces({ text, root, loaded }: CheckedFile): readonly Span[] {
  const found: Span[] = []
  const tell = (node: YamlNode) => {
    const span = tokenOf(text, node)
    if (span !== undefined) found.push(span)
  }
  if (root !== undefined) {
    collect(root, configShape(stepShape), tell, new Set())
    if (loaded.cloudConfig) collect(root, cloudConfigShape, tell, new Set())
  }
  for (const pattern of root === undefined ? [...looks, secretKeys] : looks) {
    for (const { index, indices, 0: whole } of text.matchAll(pattern)) {
      const [start, end] = indices?.groups?.secret ?? [index, index + whole.length]
      found.push({ start, end })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const looks: readonly RegExp[] = [
  /\$(?:1|2[abxy]?|5|6|7|y|gy|sha1)\$[^\s"',\]}]+/g,
  /(?<=-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(?=-----END|$)/g,
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/(?<secret>[^\s/?#'"`]*)@/dgi,
]

/** Where a text does not parse, all that follows such a key on its line. */
const secretKeys = /(?:passw\w*|secret\w*|token|private_key)['"]?\s*:\s*(?<secret>\S.*)/dgi

function collect(
  node: YamlNode,
  shape: Shape,
  tell: (node: YamlNode) => void,
  followed: Set<YamlNode>,
): void {
  if (!mayHoldSecrets(shape)) return
  if (node.kind === 'alias') {
    if (node.target === undefined || followed.has(node)) return
    followed.add(node)
    collect(node.target, shape, tell, followed)
    return
  }
  if (shape.kind === 'text') {
    tellScalars(node, tell)
    return
  }
  if (node.kind === 'list' && shape.kind === 'list') {
    for (const child of node.content) collect(child, shape.item, tell, followed)
  }
  if (node.kind !== 'map') return
  for (let i = 0; i < node.content.length; i += 2) {
    const [key, child] = [node.content[i] as YamlNode, node.content[i + 1] as YamlNode]
    if (key.tag === '!!merge') for (const each of merged(child)) collect(each, shape, tell, followed)
    else if (shape.kind === 'map') collect(child, shape.item, tell, followed)
    else if (shape.kind === 'record') {
      const field = Object.hasOwn(shape.fields, key.value) ? shape.fields[key.value] : undefined
      if (field !== undefined && !isContent(key, field)) collect(child, field, tell, followed)
    }
  }
}

/** What stands in a file of a cloud-config is hidden in messages, but its lines have to be shown to be mended. */
function isContent({ value }: YamlNode, shape: Shape): boolean {
  return value === 'content' && shape.kind === 'text'
}

function merged(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.content : [node]
}

/** A secret of the wrong type is one all the same. */
function tellScalars(node: YamlNode, tell: (node: YamlNode) => void): void {
  if (node.kind === 'scalar') tell(node)
  for (const child of node.content) tellScalars(child, tell)
}
