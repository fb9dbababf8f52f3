import type { Run } from '../../core/machine.ts'
import type { Manager } from './manager.ts'

/** The arguments of each call before the names of packages; run in this order. */
export interface Calls {
  readonly refresh: string
  readonly upgrade: string
  readonly install: string
  readonly remove: string
}

/** yip's calls, letter by letter. */
export const calls: Readonly<Record<Manager, Calls>> = {
  'apt-get': {
    refresh: '-y update',
    upgrade: '-y upgrade',
    install: '-y --no-install-recommends install',
    remove: '-y remove',
  },
  dnf: {
    refresh: 'makecache',
    upgrade: 'update -y',
    install: 'install -y --setopt=install_weak_deps=False',
    remove: 'remove -y',
  },
  zypper: {
    refresh: 'refresh',
    upgrade: 'update -y',
    install: 'install -y --no-recommends',
    remove: 'remove -y',
  },
  apk: {
    refresh: 'update',
    upgrade: 'upgrade --no-cache',
    install: 'add --no-cache',
    remove: 'del --no-cache',
  },
  pacman: {
    refresh: '-Sy --noconfirm',
    upgrade: '-Syu --noconfirm',
    install: '-S --noconfirm',
    remove: '-R --noconfirm',
  },
}

/** Milliseconds for one call: a slow mirror and a slow disk, not one that hangs. */
const LONG = 2 * 60 * 60_000

/** Milliseconds that another one's lock is waited for. */
const PATIENCE = 10 * 60_000

/** What a manager says when another one is at work and it has done nothing. dnf waits by itself. */
const busy: Readonly<Record<Manager, readonly string[]>> = {
  'apt-get': [
    'Could not get lock',
    'Unable to acquire the dpkg frontend lock',
    'dpkg frontend lock was locked by another process',
    'dpkg frontend is locked by another process',
    'Unable to lock directory',
  ],
  dnf: [],
  zypper: ['System management is locked by the application'],
  apk: ['Unable to lock database'],
  pacman: ['unable to lock database'],
}

const environment: Readonly<Partial<Record<Manager, Readonly<Record<string, string>>>>> = {
  'apt-get': { DEBIAN_FRONTEND: 'noninteractive' },
  // In seconds.
  zypper: { ZYPP_LOCK_TIMEOUT: `${PATIENCE / 1000}` },
}

/** How a manager is run: it asks nothing, waits for its lock, and has time. */
export function manners(manager: Manager): Pick<Run, 'environment' | 'timeout' | 'whileBusy'> {
  const variables = environment[manager]
  return {
    ...(variables && { environment: variables }),
    timeout: LONG,
    whileBusy: { signs: busy[manager], patience: PATIENCE },
  }
}
