import { closeSync, constants, fstatSync, openSync, read, readSync, writeSync } from 'node:fs'
import { errorCode } from '../system-error.ts'
import type { ExecFileSync } from './child-process.ts'
import { OutputTail } from './output-tail.ts'
import { makePipeFolder, type PipeFolder, takeLeftFolder } from './pipe-folder.ts'

/**
 * A pipe for the output of programs. Node and Bun give children sockets, and whoever opens /dev/stderr or
 * /dev/stdout again (scripts do) fails on a socket; so this is a FIFO without a name. Its reading end stays open and
 * serves one program after the other: reading it ends whenever nobody has the writing end.
 */
export class OutputPipe {
  readonly #waiting: number
  readonly #asking: number
  #pending = false
  #isAbandoned = false
  #tail = new OutputTail()

  private constructor(asking: number, waiting: number) {
    this.#asking = asking
    this.#waiting = waiting
  }

  /**
   * Pipes for a program's two outputs: those that an earlier run left, or new ones. They are left to the next run
   * when this one ends. Throws when there is no tool or no folder to make them.
   */
  static makeTwo(execFileSync: ExecFileSync): [OutputPipe, OutputPipe] {
    const left = takeLeftFolder()
    if (left !== undefined) {
      try {
        return OutputPipe.#openTwo(left)
      } catch {
        // Somebody removed them, or a program of that run still holds them.
        left.remove()
      }
    }
    const folder = makePipeFolder()
    try {
      makeNodes([`${folder.path}/1`, `${folder.path}/2`], execFileSync)
      return OutputPipe.#openTwo(folder)
    } catch (error) {
      folder.remove()
      throw error
    }
  }

  static #openTwo(folder: PipeFolder): [OutputPipe, OutputPipe] {
    const two: [OutputPipe, OutputPipe] = [
      OutputPipe.#open(`${folder.path}/1`),
      OutputPipe.#open(`${folder.path}/2`),
    ]
    if (!two.every((pipe) => pipe.drainNow())) throw new Error('the pipes are still in use')
    atExit(() => (two.every((pipe) => pipe.#isFree()) ? folder.leave() : folder.remove()))
    return two
  }

  /** Nobody can write to it any more. */
  #isFree(): boolean {
    try {
      return !this.#isAbandoned && !this.#pending && this.drainNow()
    } catch {
      return false
    }
  }

  static #open(path: string): OutputPipe {
    const asking = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    if (!fstatSync(asking).isFIFO()) throw new Error(`${path} is no pipe`)
    // Opening to read waits for a writer: there is one for that moment.
    const writer = openSync(`/proc/self/fd/${asking}`, constants.O_WRONLY)
    const waiting = openSync(`/proc/self/fd/${asking}`, constants.O_RDONLY)
    closeSync(writer)
    return new OutputPipe(asking, waiting)
  }

  /** A new writing end, to be given to a program and closed here. */
  openWriter(): number {
    return openSync(`/proc/self/fd/${this.#asking}`, constants.O_WRONLY)
  }

  /** Takes what is there without waiting; true when nobody can write any more. */
  drainNow(): boolean {
    const chunk = Buffer.allocUnsafe(4096)
    for (;;) {
      try {
        const length = readSync(this.#asking, chunk)
        if (length === 0) return true
        this.#tail.add(chunk.subarray(0, length))
      } catch (error) {
        if (errorCode(error) === 'EAGAIN') return false
        throw error
      }
    }
  }

  /** Takes all that comes until nobody can write any more. */
  async drain(): Promise<void> {
    this.#pending = true
    const chunk = Buffer.allocUnsafe(65536)
    while (this.#pending) {
      const length = await readSome(this.#waiting, chunk)
      if (length === 0) this.#pending = false
      else if (this.#pending) this.#tail.add(chunk.subarray(0, length))
    }
  }

  /** The end of what was read since the last time. */
  takeText(): string {
    const { text } = this.#tail
    this.#tail = new OutputTail()
    return text
  }

  /** Gives up: ends a reading that waits for a program which will not let go. The pipe is of no use afterwards. */
  abandon(): void {
    if (this.#pending) {
      this.#pending = false
      const writer = openSync(`/proc/self/fd/${this.#asking}`, constants.O_WRONLY | constants.O_NONBLOCK)
      try {
        writeSync(writer, '\n')
      } catch {
        // It is full, so the reading is about to end anyway.
      }
      closeSync(writer)
    }
    this.#isAbandoned = true
    closeSync(this.#asking)
  }
}

/** mkfifo(1), or where an initramfs lacks it, mknod(1). */
function makeNodes(paths: readonly string[], execFileSync: ExecFileSync): void {
  try {
    execFileSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' })
  } catch {
    for (const path of paths) execFileSync('mknod', ['-m', '600', path, 'p'], { stdio: 'ignore' })
  }
}

function readSome(fd: number, chunk: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, chunk, 0, chunk.length, null, (error, length) => (error ? reject(error) : resolve(length)))
  })
}

const leaving: (() => void)[] = []

function atExit(leave: () => void): void {
  if (leaving.length === 0) process.once('exit', () => leaving.map((each) => each()))
  leaving.push(leave)
}
