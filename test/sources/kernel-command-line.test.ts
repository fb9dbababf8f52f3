import { execFileSync, spawn } from 'node:child_process'
import t from 'tap'
import {
  kernelParameters,
  readKernelCommandLine,
  setupSources,
} from '../../src/sources/kernel-command-line.ts'

t.test('words are split and quotes taken off as by the kernel', async (t) => {
  const cases: readonly (readonly [line: string, parameters: readonly (readonly [string, string?])[]])[] = [
    ['quiet  a=b\n', [['quiet'], ['a', 'b']]],
    ['a="b c" d', [['a', 'b c'], ['d']]],
    ['"a=b c" d', [['a', 'b c'], ['d']]],
    ['a=b="c"', [['a', 'b="c"']]],
    ['a="b', [['a', 'b']]],
    ['a=', [['a', '']]],
    ['=a', [['=a']]],
    ['u=http://h/?x=1&y=2', [['u', 'http://h/?x=1&y=2']]],
    ['stages.boot[0].commands[0]="echo hi"', [['stages.boot[0].commands[0]', 'echo hi']]],
    ['', []],
  ]
  for (const [line, parameters] of cases) {
    t.same(
      kernelParameters(line),
      parameters.map(([name, value]) => ({ name, value })),
      line,
    )
  }
})

t.test('every parameter that names a source counts, whole and in its order', async (t) => {
  const line =
    'BOOT_IMAGE=/vmlinuz cos.setup=http://h/c?a=b&c=d elemental.setup=/oem/x.yaml xcos.setup=/no cos.setup= cos.setup kairos.config_url=https://k/ cos.setup="/a b"'
  t.same(setupSources(line), ['http://h/c?a=b&c=d', '/oem/x.yaml', 'https://k/', '/a b'])
})

t.test('the whole line is a document too', async (t) => {
  const folder = t.testdir({ cmdline: 'quiet cos.setup=/x\n' })
  const found = readKernelCommandLine(`${folder}/cmdline`, true)
  t.same(found.sources, ['/x'])
  t.equal(found.document?.file, `${folder}/cmdline`)
  t.equal(Buffer.from(found.document?.bytes ?? []).toString(), 'quiet cos.setup=/x\n')
  t.same(found.diagnostics, [])
})

t.test('a command line that cannot be read is a finding', async (t) => {
  const { sources, document, diagnostics } = readKernelCommandLine('/nowhere/cmdline', true)
  t.same(sources, [])
  t.equal(document, undefined)
  t.match(diagnostics, [{ rule: 'unreadable-file', message: '/nowhere/cmdline does not exist' }])
})

t.test('a pipe is read where it was given, and never waited for where it was found', async (t) => {
  const folder = t.testdir({})
  execFileSync('mkfifo', [`${folder}/pipe`])
  t.match(readKernelCommandLine(`${folder}/pipe`, false).diagnostics, [
    { message: `${folder}/pipe is a named pipe, not a file` },
  ])
  spawn('sh', ['-c', `echo cos.setup=/x > ${folder}/pipe`])
  t.same(readKernelCommandLine(`${folder}/pipe`, true).sources, ['/x'])
})
