import t from 'tap'
import { pathFault } from '../../../src/validate/values/path.ts'
import { judged } from './judged.ts'

judged('paths of files', (path) => pathFault(path, 'file'), [
  ['/etc/motd'],
  ['/etc/a b/c'],
  ['/etc/..hidden/a..b'],
  ['/etc/~backup'],
  ['/srv/{{ .Values.x }}'],
  ['/etc/dollar$'],
  [''],
  ['/etc/motd/', /ends in a slash/],
  ['/', /ends in a slash/],
  ['etc/motd', /relative/],
  ['./motd', /relative/],
  ['~/.bashrc', /home folder/],
  ['~root/x', /home folder/],
  ['/home/$USER/x', /keeps \$USER/, '$USER'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what people write
  ['${HOME}/x', /keeps \$\{HOME\}/, '${HOME}'],
  ['/etc/../motd', /goes up/, '..'],
  ['/etc/motd ', /at its end/],
  [' /etc/motd', /at its start/],
  ['/etc/motd\n', /line end at its end/],
  ['/etc/a\0b', /zero byte/],
  [`/etc/${'a'.repeat(256)}`, /too long/],
  [`/${'a/'.repeat(2048)}a`, /too long/],
])

t.test('a folder may end in a slash', (t) => {
  t.equal(pathFault('/etc/', 'folder'), undefined)
  t.equal(pathFault('/', 'any'), undefined)
  t.end()
})
