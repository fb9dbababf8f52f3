import type { Finding } from '../decode/finding.ts'
import { type Reading, readConfig } from '../reading.ts'
import type { RecordShape } from '../shape.ts'
import { marshal } from '../to-yaml.ts'
import { assign } from './assign.ts'
import { type SplitLine, splitWords } from './shlex.ts'
import { wordFinder } from './word-finder.ts'

/**
 * Reads a kernel command line of `path=value` words, as yip does with `-d`: the words become YAML, which is read
 * as any other. Places are those of the words.
 */
export function readDotNotation(line: string, step: RecordShape<unknown>, places: 'all' | 'steps'): Reading {
  const split = splitWords(line)
  const { data, assignments, passedOver } = assign(split.words)
  const yaml = marshal(data)
  const reading = readConfig(yaml, step, places)
  const wordAt = wordFinder(yaml, assignments)
  const findings = reading.findings
    .filter(({ rule }) => rule !== 'unknown-key')
    .map((finding) => relocated(finding, wordAt))
  return {
    ...reading,
    findings: [...findings, ...warnings(split, passedOver)],
    origins: reading.origins.relocated(wordAt),
    root: undefined,
    text: line,
  }
}

function relocated(finding: Finding, wordAt: (offset: number) => number): Finding {
  const { also, offset, ...rest } = finding
  return { ...rest, offset: wordAt(offset), ...(also && { also: { ...also, offset: wordAt(also.offset) } }) }
}

/** A kernel command line is full of words for others; only those that look meant for the stages are warned of. */
function warnings({ error }: SplitLine, passedOver: readonly { text: string; offset: number }[]): Finding[] {
  const found: Finding[] = passedOver
    .filter(({ text }) => text.startsWith('stages'))
    .map(({ text, offset }) => ({
      rule: 'dot-notation',
      severity: 'warning',
      offset,
      message: `\`${text.split('=', 1)[0]}\` sets nothing: it is no path, or clashes with another word`,
      help: 'Write stages.STAGE[0].KEY=value, and names with other characters as stages."a.b"[0]',
    }))
  if (error !== undefined) {
    const help = 'Close the quote, or put a backslash before it'
    const message = `${error.message}; the words from here on are ignored`
    found.push({ rule: 'dot-notation', severity: 'warning', offset: error.offset, message, help })
  }
  return found
}
