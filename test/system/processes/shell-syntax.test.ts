import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { shellChecker } from '../../../src/system/processes/shell-syntax.ts'

const check = shellChecker('/bin:/usr/bin')

t.test('where there is no shell, there is no checker', async (t) => {
  t.equal(shellChecker('/nowhere'), undefined)
})

t.test(
  'each text is read on its own, though all go to one shell',
  { skip: check === undefined },
  async (t) => {
    const rows: readonly (readonly [text: string, line: number | undefined])[] = [
      ['true', undefined],
      ['echo a\nfi', 2],
      ['echo "a', 1],
      ['', undefined],
      ['# nothing but words', undefined],
      ['if true; then\n  a | | b\nfi', 2],
      ["cat <<EOF\nit's\nEOF", undefined],
      ['cat <<EOF\nno end', undefined],
      ["echo 'a", 1],
      ['}', 1],
      ['{', 1],
      ['case x in a) b ;; esac', undefined],
      ['a \\', undefined],
      ['echo it is fine', undefined],
    ]
    const answers = await Promise.all(rows.map(([text]) => check?.(text)))
    for (const [i, [text, line]] of rows.entries()) {
      if (line === undefined) t.equal(answers[i], undefined, text)
      else t.match(answers[i], { message: /./ }, text)
    }
    t.equal(answers[1]?.line, 2)
    t.equal(answers[5]?.line, 2)
  },
)

t.test('nothing of a text is run', { skip: check === undefined }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cos-config-shell-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'made')
  const texts = [
    `touch ${file}`,
    `fi; touch ${file}`,
    `echo $(touch ${file})`,
    `}; touch ${file}; {`,
    `: > ${file}`,
  ]
  await Promise.all(texts.map((text) => check?.(text)))
  t.equal(existsSync(file), false)
})

t.test('a thousand commands are read by one shell', { skip: check === undefined }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cos-config-shell-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const log = join(folder, 'starts')
  writeFileSync(join(folder, 'sh'), `#!/bin/sh\necho >> ${log}\nexec /bin/sh "$@"\n`, { mode: 0o755 })
  const counted = shellChecker(folder)
  const texts = Array.from({ length: 1000 }, (_, i) => `if [ -e /etc/${i} ]; then echo "${i}"; fi`)
  const answers = await Promise.all(texts.map((text) => counted?.(text)))
  t.same(new Set(answers), new Set([undefined]))
  t.equal(readFileSync(log, 'utf8'), '\n')
})
