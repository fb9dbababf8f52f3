/** Go's name (GOARCH) of the architecture that this program runs on; Node's name where Go has the same. */
export function goArchitecture(architecture: string = process.arch): string {
  return names[architecture] ?? architecture
}

const names: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  mipsel: 'mipsle',
  ppc64: 'ppc64le',
}
