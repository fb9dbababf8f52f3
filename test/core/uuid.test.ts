import t from 'tap'
import { randomUuid, uuidOfName } from '../../src/core/uuid.ts'

t.test('a name gives the id that others make of it', async (t) => {
  // Recorded from yip: the ids of disks with these names.
  t.equal(uuidOfName('YIP_DISK'), '769727dd-ff87-5c57-9c07-674630fc7a00')
  t.equal(uuidOfName('blue-disk'), '03944bab-3586-5419-904d-bbdbafa7f16b')
})

t.test('random bytes give an id that says it is random', async (t) => {
  t.equal(randomUuid(new Uint8Array(16)), '00000000-0000-4000-8000-000000000000')
  t.equal(randomUuid(new Uint8Array(16).fill(255)), 'ffffffff-ffff-4fff-bfff-ffffffffffff')
})
