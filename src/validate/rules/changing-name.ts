import { defineRule } from '../rule.ts'
import { operandsOf } from '../template/operands.ts'
import { parsed } from '../template/parsed.ts'
import { renderedTexts } from '../template/rendered-texts.ts'

/** Functions of sprig and text/template that give something else each time. */
const changing: ReadonlySet<string> = new Set([
  ...['randAlpha', 'randAlphaNum', 'randAscii', 'randBytes', 'randInt', 'randNumeric', 'shuffle', 'uuidv4'],
  ...['now', 'genPrivateKey'],
])
const changingValues: ReadonlySet<string> = new Set(['Random', 'UUID'])

export const changingName = defineRule({
  id: 'changing-name',
  severity: 'warning',
  summary: 'A host name is another one at every boot.',
  details: `Stages run at every boot, and \`.Random\`, \`.UUID\` and the random functions of sprig give something else
each time. The machine would then be a new node to its cluster, its lease and its logs after every boot.

Use \`.MachineID\` (or \`.ProtectedID\`, from which the machine id cannot be told): both stay. A step that an \`if\` or
\`if_files\` guards is left alone, as it may run once.`,
  bad: `stages:
  initramfs:
    - name: Name of the node
      hostname: node-{{ trunc 6 .Random }}
`,
  good: `stages:
  initramfs:
    - name: Name of the node
      hostname: node-{{ trunc 6 .MachineID }}
`,
  checkFile(file, findings) {
    for (const rendered of renderedTexts(file)) {
      const result = parsed(rendered)
      const { step } = rendered.step
      if (rendered.over !== 'name' || !result.ok) continue
      if (step.if !== undefined || step.if_files !== undefined) continue
      for (const operand of operandsOf(result.template)) {
        const written =
          operand.kind === 'identifier' && changing.has(operand.name)
            ? operand.name
            : operand.kind === 'field' &&
                operand.path.length === 1 &&
                changingValues.has(operand.path[0] ?? '')
              ? `.${operand.path[0]}`
              : undefined
        if (written === undefined) continue
        findings.at(file, file.within(rendered.path, operand.at, operand.at + written.length), {
          message: `\`${written}\` gives another host name at every boot`,
          help: 'Use .MachineID or .ProtectedID, which stay, or let `if_files` keep the step to the first boot',
        })
      }
    }
  },
})
