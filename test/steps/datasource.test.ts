import t from 'tap'
import { datasource } from '../../src/steps/datasource.ts'
import { PlannedMachine } from '../../src/system/planned-machine.ts'
import { CloudMachine } from './datasource/cloud-machine.ts'
import { applyStep, surroundings } from './misc-table.ts'

const ec2 = 'http://169.254.169.254/latest'
const scaleway = {
  'http://169.254.42.42/conf': 'HOSTNAME=scw\nID=1\nLOCATION_ZONE_ID=par\nPRIVATE_IP=10.0.0.1\n',
  'http://169.254.42.42/user_data/cloud-init': 'name: scaleway\n',
}

const apply = (value: object, machine: CloudMachine) =>
  applyStep({ datasource: value }, machine, [datasource])

t.test('an instance that insists on sessions is asked with a token', async (t) => {
  const guarded = (body: string) => (question: { headers?: Readonly<Record<string, string>> }) =>
    question.headers?.['X-aws-ec2-metadata-token'] === 'TOKEN==' ? body : 401
  const machine = new CloudMachine({
    routes: {
      [`${ec2}/meta-data/hostname`]: guarded('node1'),
      [`${ec2}/meta-data/instance-id`]: guarded('i-1'),
      [`${ec2}/user-data`]: guarded('name: x\n'),
      [`PUT ${ec2}/api/token`]: ({ headers }) =>
        headers?.['X-aws-ec2-metadata-token-ttl-seconds'] === undefined ? 400 : 'TOKEN==\n',
    },
  })
  t.equal((await apply({ providers: ['aws'] }, machine)).failed, false)
  t.equal(machine.content('/run/config/instance_id'), 'i-1')
  t.equal(machine.content('/run/config/userdata.yaml'), 'name: x\n')
  t.equal(machine.hostname, 'node1')
  t.notMatch(JSON.stringify(machine.notes), /TOKEN/)
})

t.test('a token that is none is not sent: there is no user data', async (t) => {
  for (const token of [403, 'a b', '']) {
    const routes = { [`${ec2}/meta-data/hostname`]: 401, [`PUT ${ec2}/api/token`]: token }
    const machine = new CloudMachine({ routes })
    const { problems } = await apply({ providers: ['aws'] }, machine)
    t.match(problems, [{ severity: 'error', message: /status 401, and there is no token/ }])
    t.equal(machine.questions.length, 2)
  }
})

t.test('only the provider of the cloud that the firmware names is asked', async (t) => {
  const machine = new CloudMachine({
    files: { '/sys/class/dmi/id/sys_vendor': 'Scaleway\n' },
    routes: scaleway,
  })
  const providers = ['aws', 'gcp', 'scaleway', 'packet', 'metaldata']
  t.equal((await apply({ providers }, machine)).failed, false)
  t.strictSame(
    machine.questions,
    Object.keys(scaleway).map((url) => `GET ${url}`),
  )
  t.strictSame(
    machine.skipped,
    ['aws', 'gcp', 'packet', 'metaldata'].map((name) => `${name} is not asked: DMI says sys_vendor Scaleway`),
  )
  t.match(machine.notes, [/^scaleway answers \(2 ms\): host name, 3 other values, user data of 15 bytes$/])
})

t.test('the kernel command line outweighs the firmware', async (t) => {
  const machine = new CloudMachine({
    files: { '/sys/class/dmi/id/sys_vendor': 'Hetzner\n', '/proc/cmdline': 'ro ds=ec2 quiet\n' },
    routes: { [`${ec2}/meta-data/hostname`]: 'n', [`${ec2}/user-data`]: 'name: x\n' },
  })
  await apply({ providers: ['hetzner', 'aws'] }, machine)
  t.match(machine.skipped, ['hetzner is not asked: the kernel command line says ds=ec2'])
  t.equal(machine.content('/run/config/userdata.yaml'), 'name: x\n')
})

t.test('the user data and the values of the quickest count, slower ones only add to them', async (t) => {
  const machine = new CloudMachine({
    routes: {
      ...scaleway,
      [`${ec2}/meta-data/hostname`]: 'ec2',
      [`${ec2}/meta-data/instance-type`]: 'tiny',
      [`${ec2}/user-data`]: 'name: ec2\n',
    },
    slow: { '/latest/': 500 },
  })
  await apply({ providers: ['aws', 'scaleway'] }, machine)
  t.equal(machine.content('/run/config/userdata'), 'name: scaleway\n')
  t.equal(machine.content('/run/config/hostname'), 'scw')
  t.equal(machine.content('/run/config/instance_type'), 'tiny')
})

t.test('one that has no user data does not keep another from being used', async (t) => {
  const routes = { ...scaleway, [`${ec2}/meta-data/hostname`]: 'ec2' }
  const machine = new CloudMachine({ routes, slow: { '42.42': 900 } })
  t.equal((await apply({ providers: ['aws', 'scaleway'] }, machine)).failed, false)
  t.equal(machine.content('/run/config/userdata'), 'name: scaleway\n')
})

t.test('user data is for root alone, and never shown', async (t) => {
  const machine = new CloudMachine({ files: { '/u': 'name: secret\n' } })
  await apply({ providers: ['file'], path: '/u' }, machine)
  for (const name of ['userdata', 'userdata.yaml'])
    t.match(machine.entries.get(`/run/config/${name}`), { mode: 0o600, uid: 0 })
  const writes = machine.asked.filter((change) => change.kind === 'write-file')
  t.ok(writes.length > 0 && writes.every(({ secret }) => secret))
})

t.test('a script is kept with mode 0700 and run without a shell around it', async (t) => {
  const machine = new CloudMachine({ files: { '/u': '#!/bin/sh\nexit 0\n' } })
  await apply({ providers: ['file'], path: '/u' }, machine)
  t.match(machine.entries.get('/run/config/userdata'), { mode: 0o700 })
  t.strictSame(machine.commands, ['/run/config/userdata'])
  t.equal(machine.content('/run/config/userdata.yaml'), undefined)
})

t.test('a disc is read before anybody is asked; an empty file counts as none', async (t) => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const machine = new CloudMachine({
    volumes: [
      { device: '/dev/sr0', files: {}, trouble: 'there is no disc in /dev/sr0' },
      { device: '/dev/sr1', files: { 'user-data': bytes('') } },
      { device: '/dev/sr2', files: { config: bytes('name: disc\n') } },
    ],
  })
  await apply({ providers: ['aws', 'cdrom'] }, machine)
  t.equal(machine.content('/run/config/userdata'), 'name: disc\n')
  t.strictSame(machine.questions, [])
})

t.test('nocloud: a seed folder gives user data, names and keys', async (t) => {
  const machine = new CloudMachine({
    files: {
      '/var/lib/cloud/seed/nocloud-net/user-data': '#cloud-config\n{}\n',
      '/var/lib/cloud/seed/nocloud-net/meta-data':
        'instance-id: i-7\nlocal-hostname: seeded\npublic-keys: [ssh-ed25519 AAAA one]\n',
    },
  })
  t.equal((await apply({ providers: ['nocloud'] }, machine)).failed, false)
  t.equal(machine.hostname, 'seeded')
  t.equal(machine.content('/run/config/instance_id'), 'i-7')
  t.equal(machine.content('/root/.ssh/authorized_keys'), 'ssh-ed25519 AAAA one\n')
})

t.test('nocloud: the serial number of the machine, or the command line, names an address', async (t) => {
  for (const files of [
    { '/sys/class/dmi/id/product_serial': 'ds=nocloud;s=http://10.0.0.1:8000/a;h=by-serial\n' },
    { '/proc/cmdline': 'quiet "ds=nocloud-net;seedfrom=http://10.0.0.1:8000/a/;h=by-serial"\n' },
  ]) {
    const machine = new CloudMachine({
      files,
      routes: {
        'http://10.0.0.1:8000/a/user-data': 'name: seeded\n',
        'http://10.0.0.1:8000/a/meta-data': 'instance-id: 0815\nlocal-hostname: other\n',
      },
    })
    t.equal((await apply({ providers: ['nocloud'] }, machine)).failed, false)
    t.equal(machine.content('/run/config/userdata.yaml'), 'name: seeded\n')
    t.equal(machine.content('/run/config/instance_id'), '0815')
    t.equal(machine.hostname, 'by-serial')
  }
})

t.test('vmware is asked through the program that is there', async (t) => {
  const said: Record<string, string> = {
    'info-get guestinfo.userdata': `${Buffer.from('name: guest\n').toString('base64')}\n`,
    'info-get guestinfo.userdata.encoding': 'base64\n',
    'info-get guestinfo.metadata': '---\n',
  }
  const machine = new CloudMachine({
    refuse: (change) =>
      change.kind === 'run' && 'argv' in change.command && change.command.argv[0] === 'vmware-rpctool'
        ? 'ENOENT'
        : undefined,
    reply: (line) => {
      const stdout = said[line.replace(/^vmtoolsd --cmd /, '')]
      return stdout === undefined ? { exit: 1 } : { stdout }
    },
  })
  t.strictSame((await apply({ providers: ['vmware'] }, machine)).problems, [])
  t.equal(machine.content('/run/config/userdata.yaml'), 'name: guest\n')
})

t.test('without any user data the values stay, nothing is applied, and the step fails', async (t) => {
  const machine = new CloudMachine({ routes: { [`${ec2}/meta-data/hostname`]: 'ec2' } })
  const { problems } = await apply({ providers: ['aws', 'gcp'] }, machine)
  t.match(problems, [{ severity: 'error', message: 'no user data: none of aws, gcp has any', help: String }])
  t.equal(machine.content('/run/config/hostname'), 'ec2')
  t.equal(machine.hostname, 'memory')
})

t.test('an error page is no user data', async (t) => {
  const machine = new CloudMachine({
    routes: { ...scaleway, 'http://169.254.42.42/user_data/cloud-init': 500 },
  })
  t.match((await apply({ providers: ['scaleway'] }, machine)).problems, [{ severity: 'error' }])
  t.equal(machine.content('/run/config/userdata'), undefined)
})

t.test('a plan says who would be asked, and is no failure', async (t) => {
  const present = new CloudMachine({}).now
  const machine = new PlannedMachine(present, { umask: 0o022 })
  const context = { ...surroundings({}, new CloudMachine({})), now: machine.now }
  const planning = datasource.plan({ providers: ['aws', 'cdrom', 'scaleway'] }, context)
  for (let next = await planning.next(); !next.done; ) {
    const change = next.value
    if (change.kind === 'problem') t.fail(change.message)
    else next = await planning.next(await machine.apply(change))
  }
  t.match(machine.planned, [
    { change: { kind: 'make-directory', path: '/run/config' } },
    { change: { kind: 'read-volumes', labels: ['cidata', 'CIDATA'] }, unknown: String },
    { change: { kind: 'ask', questions: [{ of: 'aws' }, { of: 'scaleway' }] }, unknown: String },
  ])
  t.equal(machine.planned.length, 3)
})
