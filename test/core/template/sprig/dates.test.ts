import t from 'tap'
import type { Surroundings } from '../../../../src/core/template/functions.ts'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

const clock = 1_700_000_000_123_456_789n
const machine: Surroundings = { ...templateSurroundings({ TZ: 'UTC' }), now: () => clock }

async function render(template: string, surroundings = machine): Promise<string> {
  const result = await renderTemplate(template, {}, { surroundings })
  return result.ok ? result.text : `failed: ${result.error.message}`
}

t.test('now is the time of the clock, and tells how long the program has run', async (t) => {
  t.equal(await render('{{ now }}'), '2023-11-14 22:13:20.123456789 +0000 UTC m=+0.000000000')
  t.equal(
    await render('{{ now | unixEpoch }} {{ now.UTC }}'),
    '1700000000 2023-11-14 22:13:20.123456789 +0000 UTC',
  )
})

t.test('what is no date counts as now', async (t) => {
  t.equal(await render('{{ date "2006-01-02" "x" }} {{ htmlDate nil }}'), '2023-11-14 2023-11-14')
})

t.test('ago and durationRound tell how long it has been', async (t) => {
  t.equal(await render('{{ ago (int64 1699996399) }} {{ ago 1700000090 }}'), '1h0m1s -1m30s')
  t.equal(await render('{{ durationRound (toDate "2006-01-02" "2023-11-01") }}'), '13d')
})

t.test('the local zone is that of the machine', async (t) => {
  const tokyo = { ...machine, timeZone: 'Asia/Tokyo' }
  t.equal(await render('{{ date "15:04 MST" (int64 0) }}', tokyo), '09:00 JST')
  t.equal(await render('{{ toDate "2006-01-02" "2024-01-01" | unixEpoch }}', tokyo), '1704034800')
})

t.test('without a time zone database all is universal time', async (t) => {
  const bare = { ...machine, timeZone: 'Asia/Tokyo', zoneFile: () => undefined }
  t.equal(
    await render('{{ date "15:04 MST" 0 }} {{ dateInZone "MST" 0 "Europe/Rome" }}', bare),
    '00:00 UTC UTC',
  )
})

t.test('a zone is looked for in the folders where Go looks', async (t) => {
  const asked: string[] = []
  const zoneFile = (path: string): undefined => {
    asked.push(path)
  }
  await render('{{ dateInZone "MST" 0 "A/B" }}{{ dateInZone "MST" 0 "A/B" }}', { ...machine, zoneFile })
  const folders = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ', '/etc/zoneinfo']
  t.same(
    asked,
    folders.map((folder) => `${folder}/A/B`),
  )
  t.equal(
    await render('{{ dateInZone "MST" 0 "../B" }}', { ...machine, zoneFile: () => t.fail('read') as never }),
    'UTC',
  )
})
