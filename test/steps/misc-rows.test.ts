import t from 'tap'
import { runRows } from './misc-table.ts'

const decodedFirst =
  'wanted otherwise: content is decoded before the file is touched, so a broken one leaves nothing'

runRows(t, 'files', ['files'], {
  'files/017': decodedFirst,
  'files/021': decodedFirst,
  'files/023': decodedFirst,
})
runRows(t, 'directories', ['directories'])
runRows(t, 'commands', ['commands'])
const kindNamed =
  'wanted otherwise: a unit that names its kind has its drop-ins in UNIT.d, where systemd reads them'
runRows(t, 'systemctl', ['systemctl'], { 'systemctl/004': kindNamed, 'systemctl/009': kindNamed })
runRows(t, 'systemdFirstboot', ['systemd_firstboot'])
runRows(t, 'sysctl', ['sysctl'])
runRows(t, 'timesyncd', ['timesyncd'])
runRows(t, 'environment', ['environment'])
