const spelling: Readonly<Record<string, string>> = {
  dns: 'DNS',
  fs: 'File system',
  fsLabel: 'File system label',
  gecos: 'GECOS',
  git: 'Git',
  if: 'If',
  os: 'operating system',
  pLabel: 'Partition label',
  ssh: 'SSH',
  timesyncd: 'systemd-timesyncd',
  uid: 'User id',
  url: 'URL',
}

/** A key as people would say it: `only_os_version` is "Only operating system version". */
export function titleOf(key: string): string {
  if (key.length === 0) return 'Entry'
  const words =
    spelling[key] ??
    key
      .split(/[_-]/)
      .map((word) => spelling[word] ?? word)
      .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
