/** Who is timed: the standalone executable, the real yip, or the Node build. */
export type EngineId = 'ours' | 'yip' | 'node'

/** A program under its path inside the throw-away root. */
export interface Engine {
  readonly id: EngineId
  /** Words in front of `-s STAGE SOURCE...`, ready for a shell. */
  readonly command: string
}

/** The shell command that runs a stage. */
export function stageCommand(engine: Engine, stage: string, sources: readonly string[]): string {
  return [engine.command, '-s', stage, ...sources].join(' ')
}
