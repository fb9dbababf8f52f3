import { installed } from '../machine.ts'
import { bootAndAsk, machineOf, type Scenario } from './scenario.ts'

const stages = ['rootfs', 'initramfs', 'fs', 'boot', 'network']

const failing = `name: Failing
stages:
${[...stages, 'reboot']
  .map(
    (stage) => `  ${stage}:
    - name: Fail in ${stage}
      commands:
        - 'echo "words of ${stage}" >&2; exit 3'
    - name: After the failure in ${stage}
      commands: ["echo ${stage} >> /run/after"]
`,
  )
  .join('')}`

/** A step that fails in each stage and a file that cannot be read: boot goes on, and everybody can see it. */
export const failingSteps: Scenario = {
  name: 'failing steps and a broken file',
  quick: true,
  async check(t, disk) {
    const machine = await machineOf(t, disk, {
      oem: {
        '50_failing.yaml': failing,
        '60_broken.yaml': 'stages:\n  boot:\n    - name: [never\n',
        '70_whole.yaml': 'stages:\n  boot:\n    - name: whole\n      commands: ["touch /run/whole"]\n',
        // A path that the image does not have is warned of, and the others are mounted.
        '80_layout.yaml': `stages:
  rootfs.after:
    - name: A path that is not there
      environment_file: /run/cos/cos-layout.env
      environment:
        RW_PATHS: /var /etc /srv /nowhere
`,
      },
    })
    const boot = await bootAndAsk(t, machine, {
      parameters: installed,
      probe: `
        cat /run/after > after
        ls /run/whole > whole
        for stage in ${stages.join(' ')}; do
          journalctl -b --no-hostname -o cat COS_STAGE=$stage COS_OUTCOME=failed > journal-$stage
        done
        ls -d /nowhere > nowhere 2>&1
        journalctl -b -o cat -u cos-config-rootfs-layout.service > layout-journal
      `,
    })
    t.same(boot.fact('after').split('\n'), stages, 'fact 15: later steps ran in each stage')
    t.match(boot.fact('whole'), /whole/, 'fact 15: a file after the broken one was read')
    for (const stage of stages) {
      const entry = boot.fact(`journal-${stage}`)
      t.match(entry, new RegExp(`Fail in ${stage}`), `fact 15: the journal names the step of ${stage}`)
      t.match(entry, /\/oem\/50_failing\.yaml:\d+/, `fact 15: and its file and line`)
      t.match(entry, new RegExp(`words of ${stage}`), `fact 15: and what it said`)
      t.match(
        boot.console,
        new RegExp(`FAILED ${stage}: (Fail|a file)`),
        `fact 15: the console tells of ${stage}`,
      )
    }
    t.match(
      boot.console,
      /FAILED reboot: (Failing\.Fail|Fail|a file)/,
      'the console tells of a failure on the way down',
    )
    t.match(boot.fact('status'), /\nfailed\nexit 1$/, 'fact 15: status says so')
    t.match(boot.fact('status'), /60_broken\.yaml/, 'fact 15: it names the broken file')
    t.match(boot.fact('failed-units'), /cos-config-boot\.service/, 'fact 15: the unit failed')
    const found = JSON.parse(boot.fact('status.json') || '{}')
    t.equal(found.state, 'failed')
    t.match(boot.fact('layout-journal'), /\/nowhere/, 'fact 18: a warning names the missing path')
    for (const path of ['/var', '/etc', '/srv'])
      t.match(boot.fact('mounts'), new RegExp(`^${path} overlay overlay`, 'm'), `fact 18: ${path} is mounted`)
  },
}
