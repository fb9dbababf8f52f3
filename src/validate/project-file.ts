import { Decoder } from '../core/config/decode/decoder.ts'
import { type Finding, findingOf } from '../core/config/decode/finding.ts'
import { Origins } from '../core/config/decode/origins.ts'
import { map, record, text } from '../core/config/shape.ts'
import { parseYaml } from '../core/config/yaml/parse.ts'
import { Positions } from '../core/config/yaml/position.ts'
import { readText } from '../core/config/yaml/reader.ts'
import { fromBytes } from '../core/go-string.ts'
import type { LocatedDiagnostic } from './diagnostic.ts'
import { isLevel, type Level, type Levels, levelNames, unknownRule } from './levels.ts'
import { excerptOf } from './places/excerpt.ts'
import { wordAt } from './places/token.ts'

/** What a project says about rules. */
export const projectFileName = '.cos-config.yaml'

export interface ProjectFile {
  readonly levels: Levels
  readonly diagnostics: readonly LocatedDiagnostic[]
}

const shape = record({ rules: map(text()) })

/** Reads `rules: {NAME: off|warn|error}`. `file` is its name to the user. */
export function readProjectFile(file: string, bytes: Uint8Array): ProjectFile {
  const { text: whole, flaw } = readText(fromBytes(bytes))
  const findings: Finding[] = []
  const levels = new Map<string, Level>()
  const origins = new Origins()
  try {
    const { root } = parseYaml({ text: whole, flaw })
    const decoded = new Decoder(origins).document(root, shape)
    findings.push(...decoded.findings)
    const rules = decoded.value?.rules ?? {}
    for (const [name, level] of Object.entries(rules)) {
      const origin = origins.at(rules, name)
      const near = unknownRule(name)
      if (near !== undefined) findings.push(unknownName(name, near, origin?.key?.offset ?? 0))
      else if (isLevel(level)) levels.set(name, level)
      else findings.push(noLevel(name, level, origin?.offset ?? 0))
    }
  } catch (error) {
    findings.push(findingOf(error))
  }
  const positions = new Positions(whole)
  return { levels, diagnostics: findings.map(located) }

  function located({ severity, message, help, offset }: Finding): LocatedDiagnostic {
    const span = wordAt(whole, offset)
    const [line, column] = positions.of(span.start)
    const [endLine, endColumn] = positions.of(span.end)
    const excerpt = excerptOf(whole, span, [])
    const region = { line, column, endLine, endColumn }
    return {
      rule: 'project-file',
      severity,
      message,
      ...(help !== undefined && { help }),
      file,
      region,
      excerpt,
    }
  }
}

function unknownName(name: string, near: string, offset: number): Finding {
  return { rule: 'project-file', severity: 'warning', offset, message: `\`${name}\` is no rule`, help: near }
}

function noLevel(name: string, level: string, offset: number): Finding {
  const message = `\`${level}\` is no level of rule ${name}`
  return { rule: 'project-file', severity: 'error', offset, message, help: `write ${levelNames.join(', ')}` }
}
