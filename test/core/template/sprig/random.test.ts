import t from 'tap'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { below } from '../../../../src/core/template/sprig/random-number.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

const surroundings = templateSurroundings({})

async function render(template: string): Promise<string> {
  const result = await renderTemplate(template, {}, { surroundings })
  return result.ok ? result.text : `failed: ${result.error.message}`
}

t.test('random texts have the length and the letters that were asked for', async (t) => {
  t.match(await render('{{ randAlpha 200 }}'), /^[A-Za-z]{200}$/)
  t.match(await render('{{ randNumeric 200 }}'), /^[0-9]{200}$/)
  t.match(await render('{{ randAlphaNum 200 }}'), /^[A-Za-z0-9]{200}$/)
  t.match(await render('{{ randAscii 200 }}'), /^[ -~]{200}$/)
  t.equal(Buffer.from(await render('{{ randBytes 33 }}'), 'base64').length, 33)
  t.equal(await render('{{ randAlpha 0 }}{{ randAlpha -5 }}'), '')
  t.match(await render('{{ randBytes -1 }}'), /^failed/)
})

t.test('two random texts differ', async (t) => {
  t.not(await render('{{ randAlphaNum 30 }}'), await render('{{ randAlphaNum 30 }}'))
  t.not(await render('{{ uuidv4 }}'), await render('{{ uuidv4 }}'))
})

t.test('a shuffled text has the same letters', async (t) => {
  const text = 'äbcdefghij'
  t.equal([...(await render(`{{ shuffle "${text}" }}`))].sort().join(''), [...text].sort().join(''))
})

t.test('each number below the limit comes about equally often', async (t) => {
  const counts = [0, 0, 0]
  for (let i = 0; i < 3000; i++) {
    const drawn = below(3, surroundings.random)
    counts[drawn] = (counts[drawn] ?? 0) + 1
  }
  // Six standard deviations.
  for (const count of counts) t.ok(Math.abs(count - 1000) < 155, `${count} of 3000`)
})

t.test('numbers past the last whole multiple of the limit are drawn again', async (t) => {
  const draws = [Buffer.alloc(8, 0xff), Buffer.from('0000000000000004', 'hex')]
  t.equal(
    below(3n, () => draws.shift() ?? new Uint8Array(8)),
    1n,
  )
  t.same(draws, [])
})
