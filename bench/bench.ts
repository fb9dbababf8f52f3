/**
 * Times cos-config beside the real yip, in one run, one after the other, in a throw-away root of its own:
 * `npm run bench`. What it can do: `npm run bench -- --help`.
 */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isAbsolute } from 'node:path'
import { help, type Options, readOptions, WrongOption } from './options.ts'
import { engineFiles, resultsFile } from './places.ts'
import { loadBefore, machineFacts } from './report/machine.ts'
import { markdown } from './report/markdown.ts'
import { missed, table } from './report/table.ts'
import { runInRoom } from './room/enter.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  let options: Options
  try {
    options = readOptions(words)
  } catch (error) {
    if (!(error instanceof WrongOption)) throw error
    console.error(error.message)
    return 64
  }
  if (options.help) {
    console.log(help)
    return 0
  }
  if (process.getuid?.() !== 0) {
    console.error(
      'bench needs root: it makes namespaces and a throw-away root, since a boot changes the machine',
    )
    return 77
  }
  const files = engineFiles(options)
  for (const { path, remedy } of [files.ours, files.yip, ...(files.node ? [files.node] : [])]) {
    if (isAbsolute(path) && existsSync(path)) continue
    console.error(`${path} is not there: ${remedy}`)
    return 66
  }

  const load = loadBefore()
  if (load > availableParallelism() / 2) {
    console.log(`The machine is busy (load ${load.toFixed(1)}): repeat in a quiet hour what looks odd.\n`)
  }
  const findings = await runInRoom({ options, files }, (line) => console.log(line))
  console.log(`\n${table(findings)}`)
  if (options.rows.length === 0 && !options.quick && !options.engine) {
    markdown(resultsFile, findings, machineFacts(files, load))
    console.log(`\nWritten to ${resultsFile}.`)
  }
  const over = missed(findings)
  if (over.length > 0) console.log(`\nOver the limit: ${over.map(({ what }) => what).join('; ')}.`)
  return options.check && over.length > 0 ? 1 : 0
}
