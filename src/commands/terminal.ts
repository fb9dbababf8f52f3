import { fstatSync, writeSync } from 'node:fs'
import { toBytes } from '../core/go-string.ts'
import type { Terminal } from './command.ts'

/** Standard output and error of this process. Writing is synchronous, so nothing is lost when it ends. */
export function processTerminal(): Terminal {
  let isOutputLost = false
  return {
    out: (text) => {
      if (!write(1, text)) isOutputLost = true
    },
    say: (text) => void write(1, text),
    err: (text) => void write(2, text),
    colours: (fd) => coloursOn(fd),
    get isOutputLost() {
      return isOutputLost
    },
  }
}

/** Colours only on a terminal, and never where NO_COLOR is set (no-color.org). */
function coloursOn(fd: 1 | 2): boolean {
  if (process.env.NO_COLOR || process.env.TERM === 'dumb') return false
  try {
    // Asking process.stdout would load Node's streams, which costs more than the question is worth.
    return fstatSync(fd).isCharacterDevice()
  } catch {
    return false
  }
}

/** False when the disk that the text goes to is full; other failures mean that nobody wants to know. */
function write(fd: number, text: string): boolean {
  const bytes = toBytes(text)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      // A reader that has gone (`| head`) is no failure of ours; a full pipe is waited for.
      if (code !== 'EAGAIN') return !['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return true
}
