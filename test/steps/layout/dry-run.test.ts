import t from 'tap'
import { describe } from '../../../src/core/report/describe.ts'
import { livePresent } from '../../../src/system/live-present.ts'
import { PlannedMachine } from '../../../src/system/planned-machine.ts'
import { runLayout } from './run-layout.ts'

const plan = async (yaml: string) => {
  const machine = new PlannedMachine(livePresent('/'), { umask: 0o022 })
  const { problems } = await runLayout(`layout: ${yaml}`, machine)
  const changes = machine.planned.filter(({ change }) => change.kind !== 'run' || !change.question)
  return { problems, words: changes.map(({ change }) => describe(change)) }
}

t.test('a dry run says what would be asked for, though the disk is not here', async (t) => {
  const all = `{device: {path: /dev/not-here, init_disk: true}, expand_partition: {},
    add_partitions: [{pLabel: a, size: 20, filesystem: ext4}, {fsLabel: B}]}`
  t.same(await plan(all), {
    problems: [],
    words: [
      'write an empty partition table to /dev/not-here, whatever is on it',
      'add to /dev/not-here, unless it is there, the partition a (ext4, 20 MiB)',
      'add to /dev/not-here, unless it is there, the partition B (ext2, what is left)',
      'expand the last partition of /dev/not-here, and its file system, to all that is free',
    ],
  })
})

t.test('nor is the script run or the label looked for', async (t) => {
  const { words: script } = await plan(
    '{device: {path: "script:///bin/false now"}, expand_partition: {size: 9}}',
  )
  t.match(script, [/last partition of the disk that `\/bin\/false now` prints, .* to 9 MiB$/])
  const { words: label } = await plan('{device: {label: NOWHERE}, add_partitions: [{size: 9}]}')
  t.match(label, [/^add to the disk of the file system NOWHERE, /])
})

t.test('mistakes in the configuration are found as in a real run', async (t) => {
  const { problems, words } = await plan('{device: {path: /dev/x}, add_partitions: [{filesystem: ntfs}]}')
  t.match(problems, [{ severity: 'error', at: ['add_partitions', 0, 'filesystem'] }])
  t.same(words, [])
})
