import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

/** Where the generated configurations write; fresh for each run. */
export const target = '/var/bench'

/** Stage of all generated configurations. */
export const stage = 'bench'

/** `count` steps of one small file each, in one layer file. */
export function stepsOfOneFile(count: number): string {
  return document(each(count, (n) => `    - name: "Step ${n}"\n      files:\n${file(n)}`))
}

/** One step with `count` small files. */
export function filesOfOneStep(count: number): string {
  return document(`    - name: "Files"\n      files:\n${each(count, file)}`)
}

/** One step with `count` commands of the kinds people write; they build on each other in order. */
export function mixedCommands(count: number): string {
  return commandStep(count, (n) => {
    const folder = `${target}/d${Math.floor(n / 8)}`
    const kinds = [
      `mkdir -p ${folder}`,
      `touch ${folder}/marker`,
      `echo "value ${n}" > ${folder}/value`,
      `ln -sf ${folder}/value ${folder}/link`,
      `chmod 0640 ${folder}/value`,
      `[ -f ${folder}/marker ]`,
      `echo "option=${n}" >> ${folder}/value`,
      `test -e ${folder}/link && rm -f ${folder}/marker`,
    ]
    return kinds[n % kinds.length] ?? 'true'
  })
}

/** One step with the command that does the least. */
export function trueCommands(count: number): string {
  return commandStep(count, () => 'true')
}

/** A folder of `count` layer files, each with one step of one small file. */
export function writeLayers(folder: string, count: number): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < count; n++) {
    const text = `name: "Layer ${n}"\n${document(`    - name: "Only step"\n      files:\n${file(n)}`)}`
    writeFileSync(`${folder}/${String(n).padStart(5, '0')}.yaml`, text)
  }
}

function commandStep(count: number, command: (n: number) => string): string {
  // A quote inside single quotes is doubled in YAML; the commands have none.
  return document(
    `    - name: "Commands"\n      commands:\n${each(count, (n) => `        - '${command(n)}'\n`)}`,
  )
}

function file(n: number): string {
  return `        - path: ${target}/file-${n}.conf\n          permissions: 0644\n          content: |\n            # file ${n}\n            key = value ${n}\n`
}

function document(steps: string): string {
  return `stages:\n  ${stage}:\n${steps}`
}

function each(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => text(n)).join('')
}
