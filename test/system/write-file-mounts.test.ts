import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { temporaryFolder } from './temporary-folder.ts'

const script = fileURLToPath(new URL('mounted-writes.ts', import.meta.url))
const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0

t.test('files that cannot be replaced', { skip: canMount ? false : 'needs a mount namespace' }, (t) => {
  const { stdout, stderr } = spawnSync(
    'unshare',
    ['--mount', process.execPath, '--import', 'tsx', script, temporaryFolder(t)],
    { encoding: 'utf8' },
  )
  const found = JSON.parse(stdout || '{}')
  t.equal(stderr, '')
  t.equal(found.bound, 'changed', 'a bind-mounted file is rewritten in place')
  t.equal(found.onReadOnly, 'changed', 'also in a read-only folder')
  t.equal(found.source, 'newer', 'and so is what it stands for')
  t.equal(found.mode, 0o640, 'with its mode')
  t.equal(found.plainOnReadOnly, 'EROFS', 'a read-only file is refused')
  t.equal(found.full, 'ENOSPC', 'a full disk is refused')
  t.equal(found.keptWhenFull, 'old', 'and the old content stays')
  t.strictSame(found.leftWhenFull, ['file'], 'with nothing beside it')
  t.equal(found.leftBeside, false)
  t.end()
})
