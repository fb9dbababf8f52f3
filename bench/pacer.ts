import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Longer than any run of any engine should take; past it the bench gives up. */
const deadlineMs = 120_000

/** Environment of what is timed; /shims holds stand-ins for tools that a throw-away root has no use for. */
const environment = { PATH: '/shims:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' }

/** What a timed batch took. */
export interface Batch {
  /** Milliseconds of one run, the mean of the batch. */
  readonly perRun: number
  /** Runs that ended with a nonzero exit code. */
  readonly failed: number
}

/**
 * A small shell that starts what is timed. Starting a child from this process costs milliseconds, as much as a
 * whole run; from a shell that is already there it costs what it costs at boot.
 */
export class Pacer {
  readonly #shell: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>

  constructor() {
    this.#shell = spawn('/bin/sh', [], { cwd: '/', env: environment })
    this.#shell.stderr.pipe(process.stderr)
    this.#lines = createInterface({ input: this.#shell.stdout })[Symbol.asyncIterator]()
  }

  /** Times `runs` runs of a command one after the other, its output thrown away. */
  async time(command: string, runs = 1): Promise<Batch> {
    const started = performance.now()
    const failed = await this.#send(
      `n=${runs}; bad=0; while [ $n -gt 0 ]; do ${command} </dev/null >/dev/null 2>&1 || bad=$((bad+1)); n=$((n-1)); done; echo $bad`,
    )
    return { perRun: (performance.now() - started) / runs, failed: Number(failed) }
  }

  /** Runs shell lines that prepare or look, untimed, and gives their exit code. */
  async do(script: string): Promise<number> {
    return Number(await this.#send(`( ${script} ) </dev/null >/dev/null 2>&1; echo $?`))
  }

  /** As `do`, and has to succeed. */
  async must(script: string): Promise<void> {
    const code = await this.do(script)
    if (code !== 0) throw new Error(`the bench cannot prepare a run, exit code ${code} of: ${script}`)
  }

  end(): void {
    this.#shell.stdin.end()
  }

  async #send(script: string): Promise<string> {
    this.#shell.stdin.write(`${script}\n`)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no end after ${deadlineMs / 1000} s: ${script}`)),
        deadlineMs,
      )
    })
    try {
      const { value, done } = await Promise.race([this.#lines.next(), late])
      if (done) throw new Error(`the shell ended during: ${script}`)
      return value
    } finally {
      clearTimeout(timer)
    }
  }
}
