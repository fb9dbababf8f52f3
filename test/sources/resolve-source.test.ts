import { execFileSync, spawn } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import t from 'tap'
import { MachineError } from '../../src/core/machine.ts'
import { resolveNamed, resolveSource } from '../../src/sources/resolve-source.ts'
import type { FetchBytes } from '../../src/sources/source.ts'

const noFetch: FetchBytes = async (url) => {
  throw new Error(`nothing is fetched here: ${url}`)
}

async function resolve(source: string, fetch = noFetch, dotNotation = false) {
  const { label, files, diagnostics } = await resolveSource(source, { fetch, dotNotation })
  return {
    label,
    files: files.map(({ file, bytes }) => `${file}: ${Buffer.from(bytes).toString()}`),
    rules: diagnostics.map(({ rule }) => rule),
  }
}

t.test('an existing folder is walked, an existing file of any name is read', async (t) => {
  const path = t.testdir({ cfg: { 'a.yaml': 'a', 'b.txt': 'b' } })
  t.same(await resolve(`${path}/cfg`), { label: `${path}/cfg`, files: [`${path}/cfg/a.yaml: a`], rules: [] })
  t.same((await resolve(`${path}/cfg/b.txt`)).files, [`${path}/cfg/b.txt: b`])
  symlinkSync('cfg/b.txt', `${path}/link`)
  t.same((await resolve(`${path}/link`)).files, [`${path}/link: b`])
})

t.test('a pipe that is named is read to its end', async (t) => {
  const path = t.testdir({})
  execFileSync('mkfifo', [`${path}/pipe`])
  const writer = spawn('sh', ['-c', `printf 'from %s' pipe > ${path}/pipe`])
  t.teardown(() => writer.kill())
  t.same((await resolve(`${path}/pipe`)).files, [`${path}/pipe: from pipe`])
})

t.test('a device that never ends is given up', async (t) => {
  t.same(await resolve('/dev/zero'), { label: '/dev/zero', files: [], rules: ['unreadable-file'] })
})

t.test('an address is fetched, without its password and its query in any name', async (t) => {
  const asked: string[] = []
  const fetch: FetchBytes = async (url) => {
    asked.push(url)
    return Buffer.from('body')
  }
  const found = await resolve('https://me:secret@host/c.yaml?a=b', fetch)
  t.same(asked, ['https://me:secret@host/c.yaml?a=b'])
  t.same(found, { label: 'https://host/c.yaml?…', files: ['https://host/c.yaml?…: body'], rules: [] })
})

t.test('an address that fails is a finding with the reason', async (t) => {
  const fetch: FetchBytes = async () => {
    throw new MachineError('the server answered 404')
  }
  const { files, diagnostics } = await resolveSource('http://u:secret@h/x', { fetch })
  t.same(files, [])
  t.match(diagnostics, [
    { rule: 'source-not-fetched', message: 'http://h/x could not be fetched: the server answered 404' },
  ])
  t.rejects(resolve('http://h/x'), /nothing is fetched/, 'a defect of ours is not hidden')
})

t.test('an address that cannot be fetched is one, as for yip, also when text was meant', async (t) => {
  for (const source of ['file:///a.yaml', 'github:me', 'stages: {boot: []}', 'a:b']) {
    t.same((await resolve(source)).rules, ['source-scheme'], source)
  }
  const { diagnostics } = await resolveSource(`stages: {${'x'.repeat(500)}}`, { fetch: noFetch })
  t.ok((diagnostics[0]?.message.length ?? 999) < 150, 'a long text is not repeated')
})

t.test('anything else is the text itself', async (t) => {
  for (const source of [
    'stages:\n  boot: []\n',
    '{"stages": {}}',
    '{stages: {}}',
    '',
    '-',
    'just text',
    '#/comment',
    '&a/b',
    'null',
    'a\0b',
    'x'.repeat(5000),
  ]) {
    t.same(
      await resolve(source),
      { label: '<STDIN>', files: [`<STDIN>: ${source}`], rules: [] },
      source.slice(0, 20),
    )
  }
})

t.test('the empty text is not the root folder', async (t) => {
  const { label } = await resolveSource('', { fetch: noFetch, root: t.testdir({ 'a.yaml': 'a' }) })
  t.equal(label, '<STDIN>')
})

t.test('a path that is not there is told as such', async (t) => {
  for (const source of ['/missing', './missing', '../x/y.yaml', 'oem/a.yaml', 'missing.yml', '/a b']) {
    const { files, rules } = await resolve(source)
    if (source === '/a b') t.equal(files.length, 1, 'blanks speak for text')
    else t.same([files, rules], [[], ['source-missing']], source)
  }
  t.equal((await resolve('/missing', noFetch, true)).files.length, 1, 'in dot notation it is a word')
})

t.test('what a kernel parameter names is a path or an address, never a text', async (t) => {
  const path = t.testdir({ 'c.yaml': 'a' })
  const named = (source: string) =>
    resolveNamed(source, { root: path, fetch: async () => Buffer.from('body') })
  t.match(await named('/c.yaml'), { files: [{ file: '/c.yaml' }], diagnostics: [] })
  t.match(await named('http://h/c'), { files: [{ file: 'http://h/c' }], diagnostics: [] })
  for (const source of ['word', '/missing', '{stages: {}}', '']) {
    t.match(await named(source), { files: [], diagnostics: [{ rule: 'source-missing' }] }, source)
  }
})

t.test('a pipe that a kernel parameter names is not waited for', async (t) => {
  const path = t.testdir({})
  execFileSync('mkfifo', [`${path}/pipe`])
  const { diagnostics } = await resolveNamed('/pipe', { root: path, fetch: noFetch })
  t.match(diagnostics, [{ message: '/pipe is a named pipe, not a file' }])
})
