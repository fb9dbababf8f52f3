import { hostname } from 'node:os'
import t from 'tap'
import { templateData } from '../../../src/system/facts/index.ts'

t.test('facts are those of the machine below the root', async (t) => {
  const root = t.testdir({ etc: { 'os-release': 'PRETTY_NAME=Image\nID=image\n' } })
  const { Values } = await templateData(root)
  t.match(Values, { os: { name: 'Image', vendor: 'image' }, node: {} })
})

t.test('facts of this machine', async (t) => {
  const { Values } = await templateData('/')
  t.match(Values, { node: { hostname: hostname() }, kernel: { release: String }, cpu: { threads: Number } })
})
