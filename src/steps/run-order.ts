import type { StepKey } from './step.ts'

/**
 * All step keys in the order in which a step's parts are applied (yip's), each loaded when a step has it. Decoding
 * needs all of them at once, for their shapes: see index.ts.
 */
export const runOrder: Readonly<Record<string, () => Promise<StepKey>>> = {
  dns: async () => (await import('./dns.ts')).dns,
  downloads: async () => (await import('./downloads.ts')).downloads,
  git: async () => (await import('./git.ts')).git,
  ensure_entities: async () => (await import('./ensure-entities.ts')).ensureEntities,
  directories: async () => (await import('./directories.ts')).directories,
  files: async () => (await import('./files.ts')).files,
  commands: async () => (await import('./commands.ts')).commands,
  delete_entities: async () => (await import('./delete-entities.ts')).deleteEntities,
  hostname: async () => (await import('./hostname.ts')).hostname,
  sysctl: async () => (await import('./sysctl.ts')).sysctl,
  users: async () => (await import('./users.ts')).users,
  authorized_keys: async () => (await import('./authorized-keys.ts')).authorizedKeys,
  modules: async () => (await import('./modules.ts')).modules,
  timesyncd: async () => (await import('./timesyncd.ts')).timesyncd,
  systemctl: async () => (await import('./systemctl.ts')).systemctl,
  environment: async () => (await import('./environment.ts')).environment,
  systemd_firstboot: async () => (await import('./systemd-firstboot.ts')).systemdFirstboot,
  datasource: async () => (await import('./datasource.ts')).datasource,
  layout: async () => (await import('./layout.ts')).layout,
  package_pins: async () => (await import('./package-pins.ts')).packagePins,
  packages: async () => (await import('./packages.ts')).packages,
  unpack_images: async () => (await import('./unpack-images.ts')).unpackImages,
  persist: async () => (await import('./persist.ts')).persist,
  mounts: async () => (await import('./mounts.ts')).mounts,
}
