import t from 'tap'
import { packages } from '../../src/steps/packages.ts'
import { Memory, run } from './accounts/memory.ts'

const system = (release: string) => new Memory({ '/etc/os-release': release })

t.test('each distribution has its package manager, told by the letter of its ID', async (t) => {
  const managers = {
    'ID=debian': 'apt-get -y remove nano',
    'ID="ubuntu"': 'apt-get -y remove nano',
    'ID=openEuler': 'dnf remove -y nano',
    'ID=arch': 'pacman -R --noconfirm nano',
    'ID=alpine': 'apk del --no-cache nano',
    "ID='opensuse-leap'": 'zypper remove -y nano',
    'ID=sles\nID_LIKE="suse"': 'zypper remove -y nano',
  }
  for (const [release, command] of Object.entries(managers)) {
    const machine = system(release)
    await run(packages, { remove: ['nano'] }, machine)
    t.same(machine.commands, [command], release)
  }
})

t.test('an unknown distribution is an error that names it', async (t) => {
  for (const [release, name] of [
    ['ID=linuxmint\nID_LIKE=debian', 'linuxmint'],
    ['ID=Debian', 'Debian'],
    ['ID=toString', 'toString'],
    ['NAME=x', 'has no ID'],
  ] as const) {
    const machine = system(release)
    const { problems } = await run(packages, { install: ['jq'] }, machine)
    t.match(problems, [{ severity: 'error', message: new RegExp(name) }])
    t.same(machine.commands, [])
  }
})

t.test('an upgrade alone is run, an empty list beside it is not', async (t) => {
  const machine = system('ID=arch')
  await run(packages, { upgrade: true, install: [], remove: [] }, machine)
  t.same(machine.commands, ['pacman -Syu --noconfirm'])
})

t.test('nothing asked for is nothing done, whatever the system is', async (t) => {
  const machine = system('ID=unheard-of')
  t.same((await run(packages, { install: [], remove: [] }, machine)).problems, [])
  t.same(machine.commands, [])
})

t.test('it asks nothing, has time, and waits for the lock of others', async (t) => {
  const machine = system('ID=debian')
  await run(packages, { install: ['jq'] }, machine)
  const [call] = machine.asked
  if (call?.kind !== 'run') return t.fail('one call')
  t.same(call.environment, { DEBIAN_FRONTEND: 'noninteractive' })
  t.match(call.whileBusy?.signs, ['Could not get lock'])
  t.ok((call.whileBusy?.patience ?? 0) >= 60_000)
  t.ok((call.timeout ?? 0) >= 3_600_000)
})
