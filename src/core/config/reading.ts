import { isCloudConfig } from './cloud-config/header.ts'
import { readCloudConfig } from './cloud-config/read.ts'
import { type Config, configShape, type ReadConfig } from './config.ts'
import { Decoder } from './decode/decoder.ts'
import { type Finding, findingOf } from './decode/finding.ts'
import { Origins } from './decode/origins.ts'
import type { RecordShape } from './shape.ts'
import type { YamlNode } from './yaml/node.ts'
import { parseYaml } from './yaml/parse.ts'
import { readText } from './yaml/reader.ts'

/** What a text says, what is wrong with it, and where its parts stand. */
export interface Reading {
  /** Undefined when the text was rejected. */
  readonly config: Config | undefined
  readonly cloudConfig: boolean
  readonly findings: readonly Finding[]
  readonly origins: Origins
  /** What the YAML says; undefined when it does not parse, or says nothing. */
  readonly root: YamlNode | undefined
  /** The text as it was decoded, without a byte order mark: what offsets count in. */
  readonly text: string
}

/**
 * Reads a YAML text: a configuration file, or a cloud-config, which becomes one. Places are noted of everything,
 * or of the steps alone, which is quicker.
 */
export function readConfig(input: string, step: RecordShape<unknown>, places: 'all' | 'steps'): Reading {
  const cloudConfig = isCloudConfig(input)
  const origins = new Origins(places === 'all' || cloudConfig ? undefined : step)
  let text = input
  let root: YamlNode | undefined
  try {
    const readable = readText(input)
    text = readable.text
    const { root: parsed, restAt } = parseYaml(readable)
    root = parsed
    const { config, findings } = (cloudConfig ? readCloudConfig : readYip)(root, step, origins)
    return { config, cloudConfig, findings: withRest(findings, restAt), origins, root, text }
  } catch (error) {
    return { config: undefined, cloudConfig, findings: [findingOf(error)], origins, root, text }
  }
}

function readYip(root: YamlNode | undefined, step: RecordShape<unknown>, origins: Origins): ReadConfig {
  const { value, findings } = new Decoder(origins).document(root, configShape(step))
  if (value === undefined) return { config: undefined, findings }
  const config = { ...value, stages: value.stages ?? {} }
  origins.adopt(config, origins, value)
  return { config, findings }
}

/** Only the first document of a text is read. */
function withRest(findings: readonly Finding[], offset: number | undefined): readonly Finding[] {
  if (offset === undefined) return findings
  const message = 'What follows the end of the first document is ignored'
  const help = 'Move it into a file of its own, or remove the line that ends the document'
  return [...findings, { rule: 'ignored-document', severity: 'warning', offset, message, help }]
}
