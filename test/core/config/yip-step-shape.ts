import {
  flag,
  integer,
  list,
  map,
  mode,
  optionalRecord,
  type RecordShape,
  record,
  size,
  text,
} from '../../../src/core/config/shape.ts'

const texts = list(text())
const byName = map(text())
const entity = record({ path: text(), entity: text() })

const file = record({
  path: text(),
  permissions: mode(),
  owner: integer(),
  group: integer(),
  content: text(),
  encoding: text(),
  ownerstring: text(),
})

const download = record({
  path: text(),
  url: text(),
  permissions: mode(),
  owner: integer(),
  group: integer(),
  timeout: integer(),
  ownerstring: text(),
})

const user = record({
  name: text(),
  passwd: text(),
  ssh_authorized_keys: texts,
  gecos: text(),
  homedir: text(),
  no_create_home: flag(),
  primary_group: text(),
  groups: texts,
  no_user_group: flag(),
  system: flag(),
  no_log_init: flag(),
  shell: text(),
  lock_passwd: flag(),
  uid: text(),
})

const partition = record({
  fsLabel: text(),
  size: size(),
  pLabel: text(),
  filesystem: text(),
  bootable: flag(),
})

/** A step with all keys that yip 1.24 decodes, in its order. */
export const yipStepShape: RecordShape<unknown> = record({
  commands: texts,
  files: list(file),
  downloads: list(download),
  directories: list(record({ path: text(), permissions: mode(), owner: integer(), group: integer() })),
  if: text(),
  ensure_entities: list(entity),
  delete_entities: list(entity),
  dns: record({ nameservers: texts, search: texts, options: texts, path: text() }),
  hostname: text(),
  name: text(),
  sysctl: byName,
  authorized_keys: map(texts),
  node: text(),
  users: map(user),
  modules: texts,
  systemctl: record({
    enable: texts,
    disable: texts,
    start: texts,
    mask: texts,
    overrides: list(record({ service: text(), content: text(), name: text() })),
  }),
  environment: byName,
  environment_file: text(),
  package_pins: byName,
  packages: record({ install: texts, remove: texts, refresh: flag(), upgrade: flag() }),
  unpack_images: list(record({ source: text(), target: text(), platform: text() })),
  after: list(record({ name: text() })),
  datasource: record({ providers: texts, path: text(), userdata_name: text() }),
  layout: record({
    device: optionalRecord({ init_disk: flag(), disk_name: text(), label: text(), path: text() }),
    expand_partition: optionalRecord({ size: size() }),
    add_partitions: list(partition),
  }),
  systemd_firstboot: byName,
  timesyncd: byName,
  git: record({
    auth: record({
      username: text(),
      password: text(),
      private_key: text(),
      insecure: flag(),
      public_key: text(),
    }),
    url: text(),
    path: text(),
    branch: text(),
    branch_only: flag(),
  }),
  only_os: text(),
  only_os_version: text(),
  only_arch: text(),
  only_service_manager: text(),
  if_files: map(texts, { keys: ['any', 'all', 'none'] }),
})
