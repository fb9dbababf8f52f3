/** Numbers of a configuration as Go hands them to chmod(2) and chown(2). */

const SETUID = 1 << 23
const SETGID = 1 << 22
const STICKY = 1 << 20

/**
 * Permission bits of a `permissions` number. Go's os.FileMode keeps set-user-id and its like far above the bits
 * that people write, so 04755 means 0755.
 */
export function permissionBits(permissions: number): number {
  const special =
    (permissions & SETUID ? 0o4000 : 0) |
    (permissions & SETGID ? 0o2000 : 0) |
    (permissions & STICKY ? 0o1000 : 0)
  return (permissions & 0o777) | special
}

/** An `owner` or `group` number as chown(2) takes it, 32 bits; undefined for -1, which keeps the owner. */
export function ownerNumber(id: number | bigint): number | undefined {
  const cut = Number(BigInt.asUintN(32, BigInt(id)))
  return cut === 0xffffffff ? undefined : cut
}
