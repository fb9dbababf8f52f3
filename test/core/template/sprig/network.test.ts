import t from 'tap'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

const known: Readonly<Record<string, readonly string[]>> = {
  one: ['192.0.2.1'],
  two: ['192.0.2.2', '2001:db8::2'],
}
let asked: string[] = []
const surroundings = {
  ...templateSurroundings({}),
  async addresses(host: string): Promise<readonly string[]> {
    asked.push(host)
    const found = known[host]
    if (found === undefined) throw new Error('no such host')
    return found
  },
}

const render = (template: string) => renderTemplate(template, {}, { surroundings })

t.beforeEach(() => {
  asked = []
})

t.test('getHostByName waits for the answer and asks once for each host', async (t) => {
  const result = await render('{{ getHostByName "one" }} {{ getHostByName "one" }} {{ getHostByName "two" }}')
  t.match(result, { ok: true, text: /^192\.0\.2\.1 192\.0\.2\.1 (192\.0\.2\.2|2001:db8::2)$/ })
  t.same(asked, ['one', 'two'])
})

t.test('getHostByName fails for a host without address', async (t) => {
  t.match(await render('{{ getHostByName "three" }}'), { ok: false })
})
