import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['cd /srv && ls'],
  ['cd /srv && make\nexport X=1'],
  ['. /etc/environment'],
  ['X=$(date > /run/now)'],
  ['X=1 run'],
  ['set -e\nrun'],
  ['export X=`run`'],
  ['umask 077 > /run/x'],
  ['{{ if .Values.rack }}run{{ end }}'],
  [`: \${X:=1}`],
  ['cd /srv', 'cd'],
  ['export A=1 B=2', 'export'],
  ['set -eu\nset -x', 'set'],
  ['SITE=berlin', 'SITE'],
  ['SITE=berlin; export SITE', 'SITE'],
  ['umask 077', 'umask'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('command-without-effect', { commands: [input] }), words))
}
