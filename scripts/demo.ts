/**
 * The whole program in half a minute: copies a small layered machine from examples/demo to a throw-away folder,
 * runs all stages of a boot on it without root, and shows what changed, what was skipped and why.
 */
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
const stages = ['rootfs', 'initramfs', 'fs', 'boot', 'network', 'reconcile']

const root = mkdtempSync(join(tmpdir(), 'cos-config-demo-'))
try {
  cpSync(join(top, 'examples/demo'), root, { recursive: true })
  console.log(`A machine below ROOT=${root}. Its configuration layers:\n${layers().join('\n')}\n`)
  const before = snapshot()
  for (const stage of stages) {
    console.log(`$ cos-config run-stage ${stage} --root ROOT`)
    const { all, exitCode } = await execa(
      'node',
      [join(top, 'dist/cli.js'), 'run-stage', stage, '--root', root],
      { all: true, reject: false, stdin: 'ignore', timeout: 60_000 },
    )
    console.log(`${all.replaceAll(root, 'ROOT')}\n(exit ${exitCode})\n`)
    if (exitCode !== 0 && exitCode !== 65) throw new Error(`stage ${stage} ended with exit code ${exitCode}`)
  }
  console.log('What is different on the machine now:')
  for (const [path, state] of snapshot()) {
    if (before.get(path) !== state && !path.startsWith('/run/cos-config')) {
      console.log(`  ${before.has(path) ? 'changed' : 'new    '}  ${path}`)
    }
  }
  console.log(
    '\nExit 65 above is on purpose: oem/95_typo.yaml holds a mistake. It was named and left out; the rest ran.\n' +
      'Try it yourself: node dist/cli.js run-stage boot --dry-run --root examples/demo',
  )
} finally {
  rmSync(root, { recursive: true, force: true })
}

function layers(): string[] {
  return ['system/oem', 'oem', 'usr/local/cloud-config'].flatMap((layer) =>
    readdirSync(join(root, layer))
      .sort()
      .map((name) => `  /${layer}/${name}`),
  )
}

/** Each path below the root with its mode and content. */
function snapshot(): Map<string, string> {
  const states = new Map<string, string>()
  const visit = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name)
      const state = lstatSync(path)
      const content = state.isFile() && (state.mode & 0o400) !== 0 ? readFileSync(path, 'base64') : ''
      states.set(`/${relative(root, path)}`, `${state.mode.toString(8)} ${content}`)
      if (state.isDirectory()) visit(path)
    }
  }
  visit(root)
  return states
}
