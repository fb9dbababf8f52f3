import t from 'tap'
import { END } from '../../../../../src/core/template/sprig/time/zone.ts'
import { periodByRule } from '../../../../../src/core/template/sprig/time/zone-rule.ts'

const at = (date: string): bigint => BigInt(Date.parse(`${date}Z`) / 1000)
const name = (rule: string, date: string): string | undefined => periodByRule(rule, 0n, at(date))?.name

t.test('clocks change on the last Sunday of March and October in Central Europe', async (t) => {
  const rule = 'CET-1CEST,M3.5.0,M10.5.0/3'
  t.equal(name(rule, '2045-03-26T00:59:59'), 'CET')
  t.equal(name(rule, '2045-03-26T01:00:00'), 'CEST')
  t.equal(name(rule, '2045-10-29T00:59:59'), 'CEST')
  t.equal(name(rule, '2045-10-29T01:00:00'), 'CET')
  t.match(periodByRule(rule, 0n, at('2045-07-01T00:00:00')), {
    offset: 7200,
    isDst: true,
    start: at('2045-03-26T01:00:00'),
    end: at('2045-10-29T01:00:00'),
  })
})

t.test('south of the equator the year begins in summer', async (t) => {
  const rule = 'AEST-10AEDT,M10.1.0,M4.1.0/3'
  t.equal(name(rule, '2040-01-01T00:00:00'), 'AEDT')
  t.equal(name(rule, '2040-07-01T00:00:00'), 'AEST')
  t.equal(name(rule, '2040-12-01T00:00:00'), 'AEDT')
})

t.test('days of the year are counted with or without the leap day', async (t) => {
  t.equal(name('STD0DST,J60/0,J300', '2048-03-01T00:00:00'), 'DST')
  t.equal(name('STD0DST,J60/0,J300', '2048-02-29T23:59:59'), 'STD')
  t.equal(name('STD0DST,59/0,300', '2048-02-29T00:00:00'), 'DST')
})

t.test('names in brackets, offsets with minutes and negative times are read', async (t) => {
  t.match(periodByRule('<+0330>-3:30', 7n, 0n), { name: '+0330', offset: 12_600, start: 7n, end: END })
  t.equal(name('<-02>2<-01>,M3.5.0/-1,M10.5.0/0', '2045-07-01T00:00:00'), '-01')
  t.equal(name('EST5EDT', '2045-07-01T00:00:00'), 'EDT')
})

t.test('what is no rule gives nothing', async (t) => {
  const rules = [
    '',
    'X1',
    'ABC',
    'ABC200',
    'ABC1DEF,M13.1.0,M1.1.0',
    'ABC1DEF,M1.1.0',
    'ABC1DEF,M1.1.0,M2.1.0,M3.1.0',
  ]
  for (const rule of [...rules, 'ABC1DEF,J0,J1', 'ABC1DEF,366,1', '<ABC1']) {
    t.equal(periodByRule(rule, 0n, 0n), undefined, rule)
  }
})
