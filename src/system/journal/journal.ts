import { spawn } from 'node:child_process'
import { fstatSync } from 'node:fs'

/** Fields of one entry of systemd's journal: names in capitals, values without line ends. */
export type JournalEntry = Readonly<Record<string, string>>

/** How many entries are under way at once, and after how many milliseconds the rest is given up. */
const atOnce = 4
const deadline = 5000

/** Whether what this process prints goes to the journal (JOURNAL_STREAM, systemd.exec(5)). */
export function isJournaled(environment: Readonly<Record<string, string | undefined>>): boolean {
  const stream = environment.JOURNAL_STREAM
  if (stream === undefined) return false
  return [1, 2].some((fd) => {
    try {
      const { dev, ino } = fstatSync(fd)
      return `${dev}:${ino}` === stream
    } catch {
      // Closed by whoever started us.
      return false
    }
  })
}

/**
 * Sends entries to the journal by logger(1), as Node has no datagram sockets for its native protocol. Where there is
 * no logger, or the journal does not take them, nothing happens: the text that was printed is there anyway.
 */
export async function sendToJournal(entries: readonly JournalEntry[]): Promise<void> {
  const waiting = [...entries]
  const end = AbortSignal.timeout(deadline)
  const sender = async () => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      if (!(await send(entry, end))) waiting.length = 0
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
}

function send(entry: JournalEntry, signal: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn('logger', ['--journald'], { stdio: ['pipe', 'ignore', 'ignore'], signal })
    child.on('error', () => done(false))
    child.on('close', (code) => done(code === 0))
    child.stdin.on('error', () => done(false))
    child.stdin.end(
      Object.entries(entry)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  })
}
