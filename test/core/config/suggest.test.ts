import t from 'tap'
import { suggest } from '../../../src/core/config/suggest.ts'

const known = ['name', 'commands', 'files', 'hostname', 'ownerstring', 'authorized_keys', 'if', 'only_os']

t.test('the nearest known word is suggested', async (t) => {
  const rows: readonly [word: string, suggestion: string | undefined][] = [
    ['comands', 'commands'],
    ['command', 'commands'],
    ['commandss', 'commands'],
    ['commadns', 'commands'],
    ['file', 'files'],
    ['fiels', 'files'],
    ['hostnme', 'hostname'],
    ['Name', 'name'],
    ['owner_string', 'ownerstring'],
    ['authorized-keys', 'authorized_keys'],
    ['AuthorizedKeys', 'authorized_keys'],
    ['fi', 'if'],
    ['onlyos', 'only_os'],
    ['packages', undefined],
    ['x', undefined],
    ['', undefined],
  ]
  for (const [word, suggestion] of rows) t.equal(suggest(word, known), suggestion, word)
})

t.test('of equally near words the first one wins', async (t) => {
  t.equal(suggest('aa', ['ab', 'ac']), 'ab')
  t.equal(suggest('ab', []), undefined)
})
