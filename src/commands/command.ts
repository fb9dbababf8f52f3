/** Exit codes, with the distinct meanings of sysexits(3) where it has one. */
export const exitCodes = {
  done: 0,
  /** A step failed; the others ran. */
  stepFailed: 1,
  /** It is not over yet. */
  running: 2,
  /** The command line itself is wrong; nothing was done. */
  usage: 64,
  /** Configuration is broken: what could be read was applied. */
  brokenConfiguration: 65,
  /** Something given could not be read. */
  noInput: 66,
  /** A defect of cos-config. */
  internal: 70,
  /** A result could not be written. */
  cannotCreate: 73,
} as const

/** An option of a command: `--root DIR`, `--strict`. */
export interface Option {
  readonly long: string
  readonly short?: string
  /** Name of its value in the help; an option without one is a switch. */
  readonly value?: string
  readonly repeatable?: boolean
  /** A switch that may be written `--name=true` or `--name=false`, as Go's flag packages read it. */
  readonly truth?: boolean
  /** Its value may be the empty text. */
  readonly mayBeEmpty?: boolean
  /** The only words it takes. */
  readonly choices?: readonly string[]
  readonly docs: string
}

/** What was given on the command line, after the command's own options were recognised. */
export interface Arguments {
  readonly operands: readonly string[]
  readonly switches: ReadonlySet<string>
  /** Value of an option; of a repeated one the last. */
  value(long: string): string | undefined
  values(long: string): readonly string[]
}

/** Where a command talks to: process-wide streams in life, arrays in a test. */
export interface Terminal {
  /** Prints a result. Where it cannot be written (but for a reader that has gone), `isOutputLost` says so. */
  out(text: string): void
  /** Prints to standard output what tells of the work; losing it is no failure. */
  say(text: string): void
  err(text: string): void
  readonly isOutputLost: boolean
  /** Whether to colour what goes to standard output (1) or standard error (2). */
  colours(fd: 1 | 2): boolean
}

/** One command of the program: its face to people and its work. */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Behind the program's name: `run-stage [OPTION]... STAGE`. */
  readonly synopsis: string
  readonly description?: string
  readonly options: readonly Option[]
  /** What a shell offers for the words that are no options: these, or the names of files; default nothing. */
  readonly operands?: readonly string[] | 'files'
  readonly examples: readonly { readonly command: string; readonly means: string }[]
  /** Codes this command can end with, with what they mean here. */
  readonly exits: readonly { readonly code: number; readonly means: string }[]
  run(given: Arguments, terminal: Terminal): Promise<number>
}

/** Something that was named on the command line cannot be used; ends in exit 66. */
export class InputError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InputError'
  }
}

/** The user's mistake on the command line; ends in exit 64 with a hint at the help. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
