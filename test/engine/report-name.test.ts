import t from 'tap'
import { reportName } from '../../src/engine/report-name.ts'

t.test('a report is called by its stage, and can lie nowhere else', async (t) => {
  const names = {
    boot: 'boot.json',
    'boot.after': 'boot.after.json',
    'a-b_c.1': 'a-b_c.1.json',
    '../../etc/x': '%2e.%2f..%2fetc%2fx.json',
    '.': '%2e.json',
    '..': '%2e..json',
    '/etc/passwd': '%2fetc%2fpasswd.json',
    '': '%.json',
    '%2f': '%252f.json',
    'a b\n': 'a%20b%0a.json',
    é: '%c3%a9.json',
  }
  for (const [stage, name] of Object.entries(names)) t.equal(reportName(stage), name, stage)
})

t.test('no report takes the place of the decode cache', async (t) => {
  t.equal(reportName('decoded'), '%64ecoded.json')
})

t.test('the name of a long stage is cut to what a file system takes', async (t) => {
  t.equal(reportName('x'.repeat(1000)).length, 205)
})
