import { compilePattern } from '../../conditions/pattern.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

/** Go's names of the processors that it knows on Linux (GOARCH). */
const architectures = [
  ...['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mips64', 'mips64le', 'mipsle', 'ppc64', 'ppc64le'],
  ...['riscv64', 's390x'],
]

/** What uname and distributions call them. */
const otherNames: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/x86[_-]64|x64|intel64/i, 'amd64'],
  [/aarch64|armv?8/i, 'arm64'],
  [/arm(?:v[5-7]|hf|el)/i, 'arm'],
  [/i[3-6x]86|x86|ia32/i, '386'],
  [/powerpc64(?:le|el)|ppc64el/i, 'ppc64le'],
  [/loongarch64/i, 'loong64'],
  [/riscv/i, 'riscv64'],
  [/s390/i, 's390x'],
]

export const unknownArchitecture = defineRule({
  id: 'unknown-architecture',
  severity: 'warning',
  summary: 'The step runs on no processor: `only_arch` matches none of their names.',
  details: `\`only_arch\` is held against Go's name of the architecture, not against that of \`uname -m\`: \`amd64\` is
what uname calls x86_64, \`arm64\` is aarch64, \`arm\` is armv7l and \`386\` is i686.`,
  bad: `stages:
  boot:
    - name: Microcode
      only_arch: x86_64
      commands:
        - logger microcode is checked
`,
  good: `stages:
  boot:
    - name: Microcode
      only_arch: amd64
      commands:
        - logger microcode is checked
`,
  async checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      const pattern = step.only_arch
      if (pattern === undefined || pattern === '') continue
      const compiled = await compilePattern('only_arch', pattern)
      if ('problem' in compiled || architectures.some((name) => compiled.matches(name))) continue
      const meant = otherNames.find(([other]) => other.test(pattern))?.[1]
      findings.at(file, file.value([...path, 'only_arch']), {
        message: `\`${pattern}\` matches no architecture, so the step never runs`,
        help:
          meant === undefined
            ? `Names are those of Go: ${architectures.slice(0, 4).join(', ')}, ppc64le, riscv64, s390x ...`
            : `Write \`${meant}\`, which is Go's name of it`,
      })
    }
  },
})
