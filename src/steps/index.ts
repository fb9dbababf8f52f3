import { conditionShapes } from '../conditions/index.ts'
import { type Decoded, list, record, text } from '../core/config/shape.ts'
import { authorizedKeys } from './authorized-keys.ts'
import { commands } from './commands.ts'
import { datasource } from './datasource.ts'
import { deleteEntities } from './delete-entities.ts'
import { directories } from './directories.ts'
import { dns } from './dns.ts'
import { downloads } from './downloads.ts'
import { ensureEntities } from './ensure-entities.ts'
import { environment, environmentFile } from './environment.ts'
import { files } from './files.ts'
import { git } from './git.ts'
import { hostname } from './hostname.ts'
import { layout } from './layout.ts'
import { modules } from './modules.ts'
import { mounts } from './mounts.ts'
import { packagePins } from './package-pins.ts'
import { packages } from './packages.ts'
import { persist } from './persist.ts'
import type { StepKey } from './step.ts'
import { sysctl } from './sysctl.ts'
import { systemctl } from './systemctl.ts'
import { systemdFirstboot } from './systemd-firstboot.ts'
import { timesyncd } from './timesyncd.ts'
import { unpackImages } from './unpack-images.ts'
import { users } from './users.ts'

const inOrder = [
  dns,
  downloads,
  git,
  ensureEntities,
  directories,
  files,
  commands,
  deleteEntities,
  hostname,
  sysctl,
  users,
  authorizedKeys,
  modules,
  timesyncd,
  systemctl,
  environment,
  systemdFirstboot,
  datasource,
  layout,
  packagePins,
  packages,
  unpackImages,
  persist,
  mounts,
] as const

/** All step keys in the order in which a step's parts are applied (yip's). */
export const stepKeys: readonly StepKey[] = inOrder

type KeyShapes = { readonly [S in (typeof inOrder)[number] as S['key']]: S['shape'] }

const keyShapes = Object.fromEntries(inOrder.map(({ key, shape }) => [key, shape])) as KeyShapes

/** A whole step: what it does, its name and place in the order, its conditions. */
export const stepShape = record({
  name: text({
    description: 'A name to wait for and to find in reports; a file uses each name once.',
    examples: ['Load the modules for containers'],
  }),
  after: list(
    record({
      name: text({
        description:
          '`FILE.STEP`: the name, else the path, of its file and the name, else the number from 0, of the step.',
      }),
    }),
    {
      description: 'Steps to wait for, instead of the one above.',
      examples: [[{ name: '/oem/10-network.yaml.interfaces' }]],
    },
  ),
  environment_file: environmentFile,
  ...conditionShapes,
  ...keyShapes,
})

/** A decoded step. */
export type Step = Decoded<typeof stepShape>
