import { type Decoded, flag, list, record, text } from '../shape.ts'

const keys = 'Public keys, or `github:NAME` and `gitlab:NAME`, which are fetched in the stage network.'
const unused = 'Read, but nothing comes of it.'

const file = record({
  path: text({ description: 'The file; links are followed.', examples: ['/etc/motd'] }),
  content: text({ description: 'A template; rendered after decoding.', secret: true }),
  permissions: text({
    description: 'Octal, with or without quotes. Without it: none at all.',
    examples: ['0644'],
  }),
  owner: text({ description: '`user` or `user:group`, by name.', examples: ['root:root'] }),
  encoding: text({
    description:
      '`b64`, `base64`, `gz`, `gzip`, `gz+base64`, `gzip+base64`, `gz+b64` or `gzip+b64`; anything else is none.',
    examples: ['b64'],
  }),
})

const user = record({
  name: text({ description: 'Login name; of two entries with the same name the last one counts.' }),
  passwd: text({
    description: 'A hash, `!` or `*` is taken as it is, anything else is hashed with SHA-512.',
    secret: true,
  }),
  ssh_authorized_keys: list(text(), { description: keys }),
  coreos_ssh_import_github: text({ description: unused }),
  coreos_ssh_import_github_users: list(text(), { description: unused }),
  coreos_ssh_import_url: text({ description: unused }),
  gecos: text({ description: 'New users: full name or purpose.' }),
  homedir: text({ description: 'New users: the home folder.' }),
  no_create_home: flag({ description: 'New users: leave the home folder alone.' }),
  primary_group: text({ description: 'New users: an existing group. Default: a group of the same name.' }),
  groups: list(text(), {
    description: 'New users: further groups, as a list; those that do not exist are passed over.',
  }),
  no_user_group: flag({ description: 'Does nothing.' }),
  system: flag({ description: 'Does nothing.' }),
  no_log_init: flag({ description: 'Does nothing.' }),
  shell: text({ description: 'New users: the login shell.' }),
  lock_passwd: flag({ description: 'New users: no login by password.' }),
  uid: text({ description: 'New users: the user id.' }),
})

/** The keys of a cloud-config that are read. */
export const cloudConfigShape = record({
  hostname: text({
    description: 'Name of the machine, set in the stage initramfs; a template as in `hostname`.',
  }),
  users: list(user, {
    description: 'Accounts, made in the stage boot. The word `default` is not understood.',
  }),
  ssh_authorized_keys: list(text(), {
    description: `${keys} For every listed user, or for root when none is listed.`,
  }),
  write_files: list(file, { description: 'Whole files, written in the stage boot.' }),
  milpa_files: list(file, { description: 'Another spelling of write_files; written behind these.' }),
  runcmd: list(text(), {
    description: 'Shell commands, run in the stage boot; each a text, not a list of words.',
  }),
  growpart: record(
    {
      mode: text({ description: unused }),
      devices: list(text(), { description: 'Disks whose last partition takes all that is free.' }),
    },
    { description: 'Grows partitions in the stage boot.' },
  ),
})

export type CloudConfig = Decoded<typeof cloudConfigShape>
