import { mkdirSync, writeFileSync } from 'node:fs'
import { alternate } from '../alternate.ts'
import type { Engine } from '../engine.ts'
import type { Finding } from '../finding.ts'
import { peakMemory } from '../peak-memory.ts'
import { pairwise, spreadOf } from '../statistics.ts'
import { type Bench, inputs } from './row.ts'

const folder = `${inputs}/validate`
/** Also a configuration for cloud-init, so that both check the same text. */
const small = `${folder}/user-data`
const count = 1_000
/** In milliseconds, for all of them. */
const countLimit = 2_000

/** `validate`: one small file beside `cloud-init schema`, where installed, and many files beside few. */
export async function validate(bench: Bench): Promise<Finding[]> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(small, smallFile)
  for (const each of [count / 10, count]) writeFolder(`${folder}/${each}`, each)
  const sides = bench.engines.filter(({ id }) => id !== 'yip').map(asValidate)
  const findings: Finding[] = []
  for (const side of sides) {
    findings.push(...(await oneFile(bench, side)), await manyFiles(bench, side))
  }
  const ours = sides.find(({ id }) => id === 'ours')
  return ours === undefined ? findings : [...findings, await memoryOfMany(bench, ours)]
}

/** The engines are given as yip; here their own command is asked for. */
function asValidate({ id, command }: Engine): Engine {
  return { id, command: `${command.replace(/ yip$/, '')} validate` }
}

const named = (side: Engine, what: string) => (side.id === 'node' ? `${what}, Node build` : what)

async function oneFile({ pacer, quick }: Bench, side: Engine): Promise<Finding[]> {
  const command = `${side.command} ${small}`
  const hasOther = (await pacer.do('command -v cloud-init')) === 0
  const other: Engine = { id: 'yip', command: `cloud-init schema -c ${small}` }
  const rounds = quick ? 3 : 9
  const series = await alternate(
    hasOther ? [{ ...side, command }, other] : [{ ...side, command }],
    { minRounds: rounds, maxRounds: rounds, budgetMs: 0 },
    async (engine) => ({ wall: (await pacer.time(engine.command)).perRun }),
  )
  const [mine, theirs] = [series('wall').get(side.id) ?? [], series('wall').get('yip') ?? []]
  const rival = hasOther ? ` (cloud-init schema takes ${Math.round(spreadOf(theirs).median)} ms)` : ''
  return [
    {
      what: named(side, `validate one small file${rival}`),
      unit: 'ms',
      engines: { [side.id]: spreadOf(mine) },
      judged: { of: 'ours', value: spreadOf(hasOther ? pairwise(mine, theirs) : mine) },
      limit: hasOther ? 0.35 : undefined,
      rounds,
      runs: 1,
      trouble: (await pacer.do(command)) === 0 ? undefined : 'the file is not taken for correct',
    },
  ]
}

async function manyFiles({ pacer, quick }: Bench, side: Engine): Promise<Finding> {
  const command = `${side.command} ${folder}/${count}`
  const rounds = quick ? 1 : 5
  const series = await alternate([side], { minRounds: rounds, maxRounds: rounds, budgetMs: 0 }, async () => ({
    wall: (await pacer.time(command)).perRun,
  }))
  const wall = spreadOf(series('wall').get(side.id) ?? [])
  return {
    what: named(side, `validate ${count.toLocaleString('en')} files of 50 lines`),
    unit: 'ms',
    engines: { [side.id]: wall },
    judged: { of: 'ours', value: wall },
    limit: countLimit,
    rounds,
    runs: 1,
    trouble: (await pacer.do(command)) === 0 ? undefined : 'the files are not taken for correct',
  }
}

async function memoryOfMany({ pacer }: Bench, side: Engine): Promise<Finding> {
  const few = await peakMemory(pacer, `${side.command} ${folder}/${count / 10}`)
  const many = await peakMemory(pacer, `${side.command} ${folder}/${count}`)
  const growth = spreadOf([many.mib / few.mib])
  return {
    what: `validate: peak memory for ${count.toLocaleString('en')} files / for ${count / 10} (${many.method})`,
    unit: 'x',
    engines: { ours: growth },
    judged: { of: 'ours', value: growth },
    limit: 2,
    rounds: 1,
    runs: 1,
    trouble: undefined,
  }
}

function writeFolder(path: string, files: number): void {
  mkdirSync(path, { recursive: true })
  for (let n = 0; n < files; n++) writeFileSync(`${path}/${String(n).padStart(5, '0')}.yaml`, file(n))
}

/** 50 lines of what people write; no two files are the same. */
function file(n: number): string {
  const files = Array.from(
    { length: 7 },
    (_, k) => `        - path: /etc/app/${n}-${k}.conf
          permissions: 0644
          content: |
            node = {{ .Values.node.hostname }}
            value = ${n}.${k}
`,
  )
  return `name: "Layer ${n}"
stages:
  boot:
    - name: "Configuration"
      if: '[ -e /run/app-${n} ]'
      files:
${files.join('')}      commands:
        - app-import --number ${n}
        - |
          if [ -e /run/app-${n}.ready ]; then
            app-reload "${n}"
          fi
  network:
    - name: "Kernel"
      modules: [overlay]
`
}

const smallFile = `#cloud-config
hostname: node-7
users:
  - name: operator
    gecos: Operator
    shell: /bin/bash
    lock_passwd: true
    ssh_authorized_keys:
      - github:octocat
write_files:
  - path: /etc/profile.d/site.sh
    owner: root:root
    permissions: "0644"
    content: |
      export SITE=edge
runcmd:
  - systemctl restart app
`
