import type { Decoded } from '../../core/config/shape.ts'
import { integer, list, optionalInteger, record, text } from '../../core/config/shape.ts'

/** What both steps hold. */
export const entityListShape = list(
  record({
    path: text({ description: 'The file; default is the system file of that kind.' }),
    entity: text({
      description:
        'A template of a YAML text with `kind` user, group, shadow or gshadow and the fields of the line.',
      examples: ['kind: group\ngroup_name: devs\npassword: x\ngid: 3000\n'],
      secret: true,
    }),
  }),
  {
    examples: [
      [
        {
          path: '/etc/group',
          entity: 'kind: group\ngroup_name: devs\npassword: x\ngid: 3000\nusers: ann,bob\n',
        },
      ],
    ],
  },
)

const kind = text()

/** The part of an entity that says what the rest of it is. */
export const signatureShape = record({ kind })

export const userShape = record({
  kind,
  username: text(),
  password: text({ secret: true }),
  uid: integer(),
  gid: integer(),
  group: text(),
  info: text(),
  homedir: text(),
  shell: text(),
})

export const shadowShape = record({
  kind,
  username: text(),
  password: text({ secret: true }),
  last_changed: text(),
  minimum_changed: text(),
  maximum_changed: text(),
  warn: text(),
  inactive: text(),
  expire: text(),
  reserved: text(),
})

export const groupShape = record({
  kind,
  group_name: text(),
  password: text({ secret: true }),
  gid: optionalInteger(),
  users: text(),
})

export const gshadowShape = record({
  kind,
  name: text(),
  password: text({ secret: true }),
  administrators: text(),
  members: text(),
})

/** A decoded entity: one line of one of the four account files. */
export type Entity =
  | { readonly kind: 'user'; readonly fields: Decoded<typeof userShape> }
  | { readonly kind: 'shadow'; readonly fields: Decoded<typeof shadowShape> }
  | { readonly kind: 'group'; readonly fields: Decoded<typeof groupShape> }
  | { readonly kind: 'gshadow'; readonly fields: Decoded<typeof gshadowShape> }

type Environment = Readonly<Record<string, string | undefined>>

const defaults = {
  user: ['ENTITY_DEFAULT_PASSWD', '/etc/passwd'],
  group: ['ENTITY_DEFAULT_GROUPS', '/etc/group'],
  shadow: ['ENTITY_DEFAULT_SHADOW', '/etc/shadow'],
  gshadow: ['ENTITY_DEFAULT_GSHADOW', '/etc/gshadow'],
} as const

/** The file of a kind when the entity names none: what a variable of the environment says, else the system's. */
export function defaultPath(kind: Entity['kind'], environment: Environment): string {
  const [variable, path] = defaults[kind]
  return environment[variable] || path
}
