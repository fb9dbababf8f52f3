/** A decoded step, as far as the order needs it: `name` and `after` are looked at, the rest is handed on. */
export type DecodedStep = Readonly<Record<string, unknown>>

/** A loaded configuration: `file` is its path, or `<STDIN>` for a text. */
export interface OrderInput {
  readonly file: string
  readonly config: {
    readonly name?: string
    readonly stages?: Readonly<Record<string, readonly DecodedStep[]>>
  }
  /** Line and column of each step, by stage. */
  readonly places: Readonly<Record<string, readonly (readonly [line: number, column: number])[]>>
}

/** A step with the names that yip gives it. */
export interface NamedStep {
  readonly step: DecodedStep
  readonly input: OrderInput
  /** Number of its file in the source; files without the stage count. */
  readonly fileNumber: number
  /** Place in the list of its file, from 0. */
  readonly index: number
  /** `FILE.STEP`, before equal names are told apart: what yip's chains of steps refer to. */
  readonly chainName: string
  /** The name that `after` refers to. */
  readonly name: string
  /** What its `after` names, as written. */
  readonly after: readonly string[]
}

/**
 * Names all steps of a stage, in file order. FILE is the file's `name` or its path; STEP is the step's `name` or its
 * index. Where a name repeats within a file, every step of it is called NAME.INDEX; where it repeats between files,
 * a number is appended (yip, pkg/executor).
 */
export function nameSteps(files: readonly OrderInput[], stage: string): readonly NamedStep[] {
  const named: NamedStep[] = []
  const seen = new Map<string, number>()
  for (const [fileNumber, input] of files.entries()) {
    const steps = stepsOf(input, stage)
    const owner = input.config.name || input.file
    const names = steps.map(nameOf)
    const repeats = new Set(names).size < names.length
    for (const [index, step] of steps.entries()) {
      const own = repeats ? `${names[index]}.${index}` : names[index] || String(index)
      const chainName = `${owner}.${own}`
      named.push({
        step,
        input,
        fileNumber,
        index,
        chainName,
        name: unique(chainName, seen),
        after: afterOf(step),
      })
    }
  }
  return named
}

/** The steps of a stage in a file; none when it lacks the stage. */
function stepsOf({ config }: OrderInput, stage: string): readonly DecodedStep[] {
  const { stages } = config
  return stages !== undefined && Object.hasOwn(stages, stage) ? (stages[stage] ?? []) : []
}

/** The second of equal names becomes NAME.1, and so does a third: yip counts the new name, not the old one. */
function unique(name: string, seen: Map<string, number>): string {
  const count = seen.get(name)
  if (count === undefined) {
    seen.set(name, 1)
    return name
  }
  const numbered = `${name}.${count}`
  seen.set(numbered, (seen.get(numbered) ?? 0) + 1)
  return numbered
}

function nameOf({ name }: DecodedStep): string {
  return typeof name === 'string' ? name : ''
}

function afterOf({ after }: DecodedStep): readonly string[] {
  if (!Array.isArray(after)) return []
  return after.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
      ? entry.name
      : '',
  )
}
