import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { rootFolder } from './root-folder.ts'

const variants = ['full', 'slim'] as const

/** Puts units, dracut modules and default configuration into an image, or takes them out again. */
export const installHooks: Command = {
  name: 'install-hooks',
  summary: 'Install systemd units, dracut modules and default configuration',
  synopsis: 'install-hooks [OPTION]...',
  description:
    'Makes the machine, or the image below --root, run the stages at boot: units and their scripts below /usr/lib,\n' +
    'dracut modules, and default files in /system/oem. Each path is listed with what became of it. Running it again\n' +
    'changes nothing; files that somebody else wrote, or changed since, are kept and named. What was installed is\n' +
    'written down in /usr/lib/cos-config/installed-hooks.json. Make the initrd anew afterwards (dracut --force).',
  options: [
    { long: 'root', value: 'DIR', docs: 'Install into the tree below DIR' },
    {
      long: 'initrd',
      value: 'VARIANT',
      choices: variants,
      docs: 'What dracut puts into the initrd: the engine itself (full), or a script that starts the one of the root, without stage pre-rootfs (slim, the default)',
    },
    { long: 'no-dracut', docs: 'Install nothing for the initrd' },
    { long: 'no-oem', docs: 'Install no files into /system/oem' },
    { long: 'remove', docs: 'Remove what was installed, unless it was changed since' },
    { long: 'quiet', short: 'q', docs: 'List only what was kept' },
  ],
  examples: [
    { command: 'cos-config install-hooks --root ./image', means: 'into an image that is being built' },
    { command: 'cos-config install-hooks --initrd full', means: 'with the engine in the initrd' },
    { command: 'cos-config install-hooks --remove', means: 'undo it' },
  ],
  exits: [
    { code: exitCodes.done, means: 'everything is as it should be' },
    { code: exitCodes.usage, means: 'the command line is wrong; nothing was done' },
    { code: exitCodes.noInput, means: 'the folder of --root does not exist; nothing was done' },
    {
      code: exitCodes.cannotCreate,
      means: 'a file of somebody else was kept, or nothing can be written there',
    },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    if (given.operands.length > 0) throw new UsageError(`install-hooks takes no "${given.operands[0]}"`)
    const root = rootFolder(given)
    const asked = variants.find((name) => name === given.value('initrd'))
    if (asked !== undefined && given.switches.has('no-dracut'))
      throw new UsageError('--initrd and --no-dracut exclude each other')
    const [{ installHooks }, { planHooks }, { shippedFiles }] = await Promise.all([
      import('./hooks/install.ts'),
      import('./hooks/plan.ts'),
      import('./hooks/shipped-files.ts'),
    ])
    const initrd = given.switches.has('no-dracut') ? 'none' : (asked ?? 'slim')
    const oem = !given.switches.has('no-oem')
    const hooks = given.switches.has('remove') ? [] : planHooks(shippedFiles(), { initrd, oem })
    try {
      const outcomes = installHooks(root, hooks)
      const kept = outcomes.filter(({ outcome }) => outcome === 'kept')
      if (!given.switches.has('quiet'))
        for (const { path, outcome } of outcomes) terminal.out(`${outcome.padEnd(9)} /${path}\n`)
      for (const { path } of kept)
        terminal.err(`cos-config: /${path} was not written by this program; remove it and run this again\n`)
      return kept.length > 0 ? exitCodes.cannotCreate : exitCodes.done
    } catch (error) {
      const { systemError } = await import('../system/system-error.ts')
      terminal.err(
        `cos-config: ${systemError(`${root === '/' ? '' : root}/usr/lib`, 'written', error).message}\n`,
      )
      return exitCodes.cannotCreate
    }
  },
}
