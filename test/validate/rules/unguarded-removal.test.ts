import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['rm -rf /var/cache/x/*'],
  ['rm -rf "$X"'],
  ['rm -rf "$X/cache"'],
  ['rm -f $X/*'],
  [`rm -rf "\${X:?}"/*`],
  [`rm -rf "\${X:-/tmp/x}"/*`],
  ['X=/srv; rm -rf "$X"/*'],
  ['set -u\nrm -rf "$X"/*'],
  ['for X in /a /b; do rm -r $X/*; done'],
  ['read -r X < /etc/x\nrm -r $X/*'],
  ['rm -rf $X/*', '$X/*'],
  ['rm -rf "$X/"*', '"$X/"*'],
  [`rm -r -f \${X}/`, `\${X}/`],
  ['/bin/rm --recursive "$X"/*', '"$X"/*'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('unguarded-removal', { commands: [input] }), words))
}
