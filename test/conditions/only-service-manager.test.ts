import t from 'tap'
import { checkRows, checkStep } from './recorded.ts'

t.test('every recorded only_service_manager step runs or is skipped as in yip', async (t) =>
  checkRows(t, 'serviceManager', 'only_service_manager', 18),
)

t.test('reasons say what is installed', async (t) => {
  const reason = async (only_service_manager: string, files: Record<string, string>) =>
    (await checkStep({ only_service_manager }, files)).reason
  const systemctl = { '/usr/bin/systemctl': '' }
  const openrc = { '/sbin/openrc': '' }
  t.equal(await reason('SystemD', systemctl), undefined)
  t.equal(await reason('openrc', systemctl), 'only_service_manager "openrc" does not match systemd')
  t.equal(
    await reason('openrc', {}),
    'only_service_manager "openrc" does not match a system without a known one',
  )
  t.match(await reason('openrc', { ...systemctl, ...openrc }), /both systemd and openrc are installed$/)
  t.match((await checkStep({ only_service_manager: 'runit' }, {})).problems, [{ severity: 'warning' }])
})
