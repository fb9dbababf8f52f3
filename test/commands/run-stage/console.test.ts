import { execFileSync } from 'node:child_process'
import t from 'tap'
import { giveShell, isRoot, machine } from '../machine.ts'
import { nodeBuild, run } from '../program.ts'

/** The blocks of failures in what was printed. */
function failures(out: string): string[] {
  return out.match(/^FAILED.*\n(?: {2}.*\n)*/gm) ?? []
}

t.test(
  'a failure takes at most five lines: step, place, what, exit code, last words',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml': `name: Edge
stages:
  boot:
    - name: many failures
      files:
        - {path: /etc/passwd/x, permissions: 0644}
        - {path: /etc/y, permissions: 0644, ownerstring: nobody-at-all}
      commands:
        - |
          i=0; while [ $i -lt 200 ]; do echo noise $i; echo noise $i >&2; i=$((i+1)); done
          echo "the disk is on fire" >&2
          exit 7
        - nosuchprogram --at /all
        - kill -9 $$
      packages: {install: [vim]}
`,
    })
    giveShell(root)
    const { out, exitCode } = await run(['run-stage', 'boot', '--root', root])
    t.equal(exitCode, 1)
    const blocks = failures(out)
    t.equal(blocks.length, 6)
    for (const block of blocks) {
      t.ok(block.split('\n').length - 1 <= 5, block)
      t.match(block, /^FAILED {4}boot: Edge.many failures\n {2}at {4}\/oem\/a.yaml:\d+:\d+\n {2}what {2}\S/)
    }
    t.match(blocks[0], 'at    /oem/a.yaml:6:12\n  what  /etc/passwd/x cannot be written: ')
    t.match(blocks[2], 'at    /oem/a.yaml:9:11')
    t.match(blocks[2], 'it failed with exit code 7\n  error the disk is on fire\n')
    t.match(
      blocks[3],
      'at    /oem/a.yaml:13:11\n  what  run `nosuchprogram --at /all`: it failed with exit code 127',
    )
    t.match(blocks[3], /error sh: .*nosuchprogram/)
    t.match(blocks[4], 'what  run `kill -9 $$`: it was ended by SIGKILL')
    t.match(
      blocks[5],
      'at    /oem/a.yaml:15:7\n  what  the package manager of this system (edge) is not known',
    )
    t.match(blocks[5], /\n {2}help {2}\S/)
    t.notMatch(out, /usage|Usage/, 'no usage text between errors')
  },
)

t.test('very long commands, errors and names are cut', { skip: !isRoot && 'needs root' }, async (t) => {
  const root = machine(t, {
    'oem/a.yaml': `stages:\n  boot:\n    - name: ${'n'.repeat(3000)}\n      commands:\n        - 'echo ${'e '.repeat(3000)} >&2; exit 1'\n`,
  })
  giveShell(root)
  const { out } = await run(['run-stage', 'boot', '--root', root])
  for (const line of out.split('\n')) t.ok(line.length < 3100, `${line.slice(0, 60)}: ${line.length}`)
  t.match(out, /what {2}run `echo (e )+…`: it failed with exit code 1\n {2}error …(e )+…\n/)
})

t.test('nothing that a file or a program says moves the cursor', async (t) => {
  const cursorMoves = '\\e[2J\\x9b2J\\x07'
  const root = machine(t, {
    'oem/a.yaml': `stages:\n  boot:\n    - name: "clear ${cursorMoves}"\n      only_os: "x${cursorMoves}"\n    - name: "bad\\nline"\n      files: [{path: "/etc/passwd/${cursorMoves}"}]\n    - "key${cursorMoves}": x\n`,
  })
  if (isRoot) giveShell(root)
  const { all } = await run(['run-stage', 'boot', '--root', root, '--log-level', 'trace'])
  t.notMatch(all, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  t.match(all, 'clear \\x1b[2J\\x9b2J\\x07')
})

/** Whether script(1) can lend a terminal here. */
const hasTerminal = ((): boolean => {
  try {
    execFileSync('script', ['-qec', 'test -t 1', '/dev/null'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

t.test(
  'on a terminal there are colours, unless NO_COLOR or TERM=dumb say otherwise',
  { skip: !hasTerminal && 'script(1) makes no terminal here' },
  async (t) => {
    const root = machine(t, { 'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/passwd/x}]}]}\n' })
    const command = `${nodeBuild.join(' ')} run-stage boot --dry-run --root ${root}`
    const onTerminal = async (env: Readonly<Record<string, string>>) => {
      const { out } = await run(['-qec', command, '/dev/null'], {
        engine: ['script'],
        env: { TERM: 'linux', ...env },
      })
      t.match(out, 'FAILED')
      return out.includes('\x1b[')
    }
    t.equal(await onTerminal({}), true)
    t.equal(await onTerminal({ NO_COLOR: '1' }), false)
    t.equal(await onTerminal({ NO_COLOR: '' }), true, 'an empty one does not count (no-color.org)')
    t.equal(await onTerminal({ TERM: 'dumb' }), false)
  },
)

t.test('a skip is no warning, and says why', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': `stages:
  boot:
    - {name: a, node: other-node}
    - {name: b, only_os_version: "9"}
    - {name: c, only_arch: other}
    - {name: d, if_files: {any: [/nowhere]}}
    - {name: e, sysctl: {kernel.printk: "4"}}
`,
  })
  const { out, exitCode } = await run(['run-stage', 'boot', '--root', root])
  t.equal(exitCode, 0)
  t.notMatch(out, /warning|error|FAILED/)
  for (const name of ['a', 'b', 'c', 'd'])
    t.match(out, new RegExp(`^skipped {3}/oem/a.yaml:\\d+:\\d+ ${name}: \\S.*$`, 'm'))
  t.match(
    out,
    /^skipped {3}\/oem\/a.yaml:7:8 e: it needs the running system, not --root .*\n {4}sysctl: set kernel value kernel\/printk to 4 \(skipped\)$/m,
  )
  t.match(out, /boot: 0 changed, 0 unchanged, 5 skipped, 0 failed/)
})
