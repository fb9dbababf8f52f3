import t from 'tap'
import { formatPlace } from '../../../src/core/report/diagnostic.ts'

t.test('a place is written as editors and terminals know it', async (t) => {
  t.equal(formatPlace({ source: '/a' }), '/a')
  t.equal(formatPlace({ source: '/a', line: 3 }), '/a:3')
  t.equal(formatPlace({ source: '/a', line: 3, column: 5 }), '/a:3:5')
  t.equal(formatPlace({ source: '/a', column: 5 }), '/a')
})
