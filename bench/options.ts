import { parseArgs } from 'node:util'
import { type RowName, rowNames } from './rows/names.ts'

/** What the command line asks for. */
export interface Options {
  /** Rows to time; none means all. */
  readonly rows: readonly RowName[]
  /** Fewer rounds: a look in under a minute instead of numbers to quote. */
  readonly quick: boolean
  /** Also time the Node build, for which there are no limits. */
  readonly node: boolean
  /** A median over its limit makes the exit code nonzero. */
  readonly check: boolean
  /** Executable to time in place of dist/cos-config. */
  readonly engine: string | undefined
  /** The real yip. */
  readonly yip: string | undefined
  readonly help: boolean
}

/** The command line cannot be understood; the message is for the one who wrote it. */
export class WrongOption extends Error {}

export const help = `npm run bench -- [ROW...] [--quick] [--node] [--check] [--yip FILE] [--engine FILE]

Rows: ${rowNames.join(' ')} (all but images when none is named)

  --quick        fewer rounds, under a minute
  --node         also the Node build, dist/cli.js
  --check        exit 1 when a median is over its limit or an engine fails
  --yip FILE     the real yip (default: $YIP, else ../shared/reference/yip)
  --engine FILE  another executable in place of dist/cos-config

A whole run (no ROW, no --quick, no --engine) also writes bench/results.md.`

export function readOptions(words: readonly string[]): Options {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(words)
  } catch (error) {
    throw new WrongOption(`${error instanceof Error ? error.message : error}\n\n${help}`)
  }
  const { values, positionals } = parsed
  const rows = positionals.map((word) => {
    const name = rowNames.find((known) => known === word)
    if (!name) throw new WrongOption(`${word} is no row of the bench; there are ${rowNames.join(', ')}`)
    return name
  })
  return {
    rows,
    quick: values.quick ?? false,
    node: values.node ?? false,
    check: values.check ?? false,
    help: values.help ?? false,
    engine: values.engine,
    yip: values.yip,
  }
}

function parse(words: readonly string[]) {
  return parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      node: { type: 'boolean' },
      check: { type: 'boolean' },
      yip: { type: 'string' },
      engine: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
}
