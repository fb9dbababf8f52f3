import { type Decoded, flag, list, record, text } from '../shape.ts'

const file = record({
  encoding: text(),
  content: text({ secret: true }),
  owner: text(),
  path: text(),
  permissions: text(),
})

const user = record({
  name: text(),
  passwd: text({ secret: true }),
  ssh_authorized_keys: list(text()),
  coreos_ssh_import_github: text(),
  coreos_ssh_import_github_users: list(text()),
  coreos_ssh_import_url: text(),
  gecos: text(),
  homedir: text(),
  no_create_home: flag(),
  primary_group: text(),
  groups: list(text()),
  no_user_group: flag(),
  system: flag(),
  no_log_init: flag(),
  shell: text(),
  lock_passwd: flag(),
  uid: text(),
})

/** The keys of a cloud-config that are read. */
export const cloudConfigShape = record({
  hostname: text(),
  users: list(user),
  ssh_authorized_keys: list(text()),
  write_files: list(file),
  milpa_files: list(file),
  runcmd: list(text()),
  growpart: record({ mode: text(), devices: list(text()) }),
})

export type CloudConfig = Decoded<typeof cloudConfigShape>
