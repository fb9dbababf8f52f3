import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Test } from 'tap'
import type { StageReport } from '../../src/core/report/stage-report.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'

/** Only root may enter another root folder, so only then commands of steps are run there. */
export const isRoot = process.geteuid?.() === 0

const base: Readonly<Record<string, string>> = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n',
  'etc/group': 'root:x:0:\nadm:x:4:\nnogroup:x:65534:\n',
  'etc/shadow': 'root:*:19000:0:99999:7:::\nnobody:*:19000:0:99999:7:::\n',
  'etc/hosts': '127.0.0.1 localhost\n::1 localhost\n',
  'etc/hostname': 'localhost\n',
  'etc/machine-id': '8f6c0a52b5d24d0c9c1b5a3e7d2f4a10\n',
  'etc/os-release': 'ID=edge\nPRETTY_NAME="Example Edge OS 1.2"\nVERSION_ID="1.2"\n',
  'etc/systemd/timesyncd.conf': '[Time]\n',
  'root/.profile': '',
}

/** A small machine below a folder of the test's own; `files` are put over its own by path. */
export function machine(t: Test, files: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder(t)
  write(root, { ...base, ...files })
  return root
}

/** Writes files, and the folders they need. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Puts the host's shell into a machine, with what it is linked to, so that commands can run in it. */
export function giveShell(root: string): void {
  const libraries = execFileSync('ldd', ['/bin/sh'], { encoding: 'utf8' }).match(/\/\S+/g) ?? []
  for (const path of ['/bin/sh', ...libraries]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    copyFileSync(path, join(root, path))
  }
}

/** Every path below a folder with its mode, owner and content. */
export function snapshot(folder: string): Map<string, string> {
  const states = new Map<string, string>()
  const visit = (path: string) => {
    const state = lstatSync(join(folder, path))
    const content = state.isFile()
      ? readFileSync(join(folder, path), 'latin1')
      : state.isSymbolicLink()
        ? readlinkSync(join(folder, path))
        : ''
    states.set(path, `${state.mode.toString(8)} ${state.uid}:${state.gid} ${content}`)
    if (state.isDirectory())
      for (const name of readdirSync(join(folder, path)).sort()) visit(`${path}/${name}`)
  }
  visit('')
  return states
}

/** Paths that differ between two snapshots. */
export function differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}

/** The report that a run left below a root. */
export function reportOf(root: string, stage: string): StageReport {
  return JSON.parse(readFileSync(join(root, `run/cos-config/${stage}.json`), 'utf8')) as StageReport
}
