import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk over a sparse file. It goes away with the test, also with one that is killed: see {@link keeper}. */
export interface LoopDisk {
  readonly path: string
  /** Runs a program and gives what it prints. */
  sh(line: string): string
  /** Table without ids, and what each partition holds. */
  picture(): readonly string[]
  dispose(): Promise<void>
}

/** Waits until its standard input ends, which it does with the test however that ends, and takes the disk away. */
const keeper = `
read -r _
partx --delete "$1" 2>/dev/null
losetup --detach "$1"
rm -rf "$2"
`

/** Makes a disk of so many MiB. Needs root. */
export function loopDisk(mebibytes: number): LoopDisk {
  const folder = mkdtempSync(join(tmpdir(), 'cos-config-disk-'))
  const image = join(folder, 'image')
  writeFileSync(image, '')
  truncateSync(image, mebibytes * 1024 * 1024)
  const path = run('losetup', ['--find', '--show', image]).trim()
  const watching = spawn('sh', ['-c', keeper, 'sh', path, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Signals from a terminal end the test, not what cleans up behind it.
    detached: true,
  })
  const gone = new Promise<void>((resolve) => watching.on('exit', () => resolve()))
  // Of a device that another one has used before.
  run('sh', ['-c', 'partx --delete "$1" 2>/dev/null || true', 'sh', path])
  const sh = (line: string) => run('sh', ['-c', line.replaceAll('DISK', path)])
  return {
    path,
    sh,
    picture: () => pictureOf(path),
    dispose: async () => {
      watching.stdin.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function pictureOf(disk: string): readonly string[] {
  const dump = run('sfdisk', ['--dump', disk])
  return dump
    .split('\n')
    .filter((line) => line.startsWith(disk))
    .map((line) => {
      const [, start = '0', size = '0'] = /start= *(\d+), size= *(\d+)/.exec(line) ?? []
      const place = ['-O', `${Number(start) * 512}`, '-S', `${Number(size) * 512}`]
      const found = run('sh', ['-c', 'blkid -p -o export "$@" || true', 'sh', ...place, disk])
      const content = /^(TYPE|LABEL)=.*$/gm
      return `${line.slice(disk.length).replace(/ uuid=[^,]*,?/, '')} | ${(found.match(content) ?? []).join(' ')}`
    })
}

function run(file: string, words: readonly string[]): string {
  return execFileSync(file, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
