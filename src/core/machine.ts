import type { CloneRepository } from './changes/clone-repository.ts'

/**
 * The machine as steps see it: a present that is read, and changes that are asked for. Steps import only these
 * types; who stands behind them (the live machine, a root directory, a plan in memory) is none of their business.
 */

/** Kind, permissions (0 to 07777) and owner of what is found at a path. */
export interface FileState {
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** In bytes; 0 where it makes no sense. */
  readonly size: number
}

/** Reading the machine. Paths are absolute inside the root; nothing here changes anything. */
export interface Present {
  /** State of what a path leads to, links followed; undefined when nothing is there. */
  stat(path: string): FileState | undefined
  /** State of the path itself. */
  lstat(path: string): FileState | undefined
  /** Whole content of a file; undefined when there is none. Throws a {@link MachineError} when it cannot be read. */
  bytes(path: string): Uint8Array | undefined
  /** As {@link bytes}, decoded by go-string's `fromBytes`. */
  text(path: string): string | undefined
  /** Names in a directory in byte order; undefined when there is no such directory. */
  list(path: string): readonly string[] | undefined
  /** Target of a symbolic link; undefined when it is none. */
  readlink(path: string): string | undefined
}

/** What went wrong on the machine, in words for people: a failed system call, a missing tool. */
export class MachineError extends Error {
  /** The system's own name of the failure (`ENOSPC`), where there is one. */
  readonly code: string | undefined
  constructor(message: string, code?: string) {
    super(message)
    this.name = 'MachineError'
    this.code = code
  }
}

/** Steps into a decoded value: `['files', 2, 'content']`. */
export type DataPath = readonly (string | number)[]

/** What all changes have. */
export interface ChangeBase {
  /** What of the step asked for it, relative to the step: `['files', 0]`. Turned into line and column on demand. */
  readonly at?: DataPath
  /** A failure of it is told as a warning and does not fail the step. */
  readonly dispensable?: boolean
}

/** Owner by number; undefined or -1 keeps what is there. */
export interface Ownership {
  readonly uid?: number | undefined
  readonly gid?: number | undefined
}

/** Writes a whole file, atomically where possible; links at the path are followed. Parents must exist. */
export interface WriteFile extends ChangeBase, Ownership {
  readonly kind: 'write-file'
  readonly path: string
  /** Text is encoded by go-string's `toBytes`. */
  readonly content: string | Uint8Array
  /** Exact permissions afterwards, not cut by the umask; undefined: an existing file keeps its own. */
  readonly mode?: number | undefined
  /** Permissions of a new file when `mode` is not given, cut by the umask; default 0666. */
  readonly newMode?: number | undefined
  /** Flush to disk before the new content takes the old one's place: account files. */
  readonly sync?: boolean
  /** The content must not be shown in plans and reports. */
  readonly secret?: boolean
}

/** Makes one directory; its parent must exist. An existing directory gets mode and owner, where given. */
export interface MakeDirectory extends ChangeBase, Ownership {
  readonly kind: 'make-directory'
  readonly path: string
  readonly mode: number
  /** `cut`: the umask is applied to the mode of a new directory; `exact`: it is not. An existing one is left alone
   *  by `cut` and gets the mode by `exact`. */
  readonly umask: 'cut' | 'exact'
}

/** Sets permissions and owner of something that exists; links are followed. */
export interface SetAttributes extends ChangeBase, Ownership {
  readonly kind: 'set-attributes'
  readonly path: string
  readonly mode?: number | undefined
}

export interface Remove extends ChangeBase {
  readonly kind: 'remove'
  readonly path: string
}

/** Makes a symbolic link, in place of an existing file or link. */
export interface MakeLink extends ChangeBase {
  readonly kind: 'make-link'
  readonly path: string
  readonly target: string
}

/** Runs a program and waits until it has ended and its output is closed; standard input is empty or `input`. */
export interface Run extends ChangeBase {
  readonly kind: 'run'
  /** Program and arguments, or the text given to `sh -c`. */
  readonly command: { readonly argv: readonly string[] } | { readonly shell: string }
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Milliseconds; undefined: the engine's default deadline. */
  readonly timeout?: number
  /** The outcome is only asked for, the machine is not meant to change (conditions). */
  readonly question?: boolean
  /** The command line or its output must not be shown. */
  readonly secret?: boolean
  /** It changes the running kernel (loads a module): skipped where the machine is a root directory. */
  readonly live?: boolean
  /** It may take long, and people are told that it does. It is run again, each second, while it fails with one of
   *  these signs in its output: somebody else holds a lock. */
  readonly whileBusy?: {
    readonly signs: readonly string[]
    /** Milliseconds after which its failure counts. */
    readonly patience: number
  }
  /** What it is for, in a few words, where the command line does not say it; told in its place. */
  readonly about?: string
}

/** Sets the kernel's host name (at most 64 bytes). */
export interface SetHostname extends ChangeBase {
  readonly kind: 'set-hostname'
  readonly name: string
}

/** Writes below /proc/sys; `key` in slashes: `net/ipv4/ip_forward`. */
export interface SetKernelValue extends ChangeBase {
  readonly kind: 'set-kernel-value'
  readonly key: string
  readonly value: string
}

/** Fetches a URL into a file, or into the outcome's `body` when `path` is not given. A status but 2xx is a failure. */
export interface Fetch extends ChangeBase, Ownership {
  readonly kind: 'fetch'
  readonly url: string
  /** `HEAD` only asks, and any status is an answer; it has no `path`. Default `GET`. */
  readonly method?: 'GET' | 'HEAD'
  readonly path?: string
  readonly mode?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds for the whole of it. */
  readonly timeout?: number
  /** In bytes; more is a failure. */
  readonly limit?: number
  /** How often to try; default 1. */
  readonly tries?: number
  /** What is worth another try. `no-answer`, the default: a second later, when no answer came at all (refused, reset,
   *  TLS). `busy`: after growing pauses, also when the server has no time (429, 5xx, `retry-after`) or the answer
   *  breaks off; `timeout` is for all tries together then. */
  readonly retry?: 'no-answer' | 'busy'
  /** What the body has to hash to; a file that does already is not fetched again. */
  readonly digests?: readonly Digest[]
  /** Certificates, in PEM, to trust besides the system's. */
  readonly authorities?: string
}

/** What a content hashes to, in lower-case hexadecimal. */
export interface Digest {
  readonly algorithm: 'sha256' | 'sha512'
  readonly hex: string
}

/** One of several requests that are sent at once. */
export interface Question {
  /** Who is asked, for people. */
  readonly of: string
  readonly url: string
  /** Default `GET`. */
  readonly method?: 'GET' | 'PUT' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** From a port below 1024, which tells the server that root asks. */
  readonly fromPrivilegedPort?: boolean
}

/**
 * Sends requests all at once, past any proxy, and waits for each until it is answered or its time is over. Any status
 * is an answer. It changes nothing here, and needs the running system.
 */
export interface Ask extends ChangeBase {
  readonly kind: 'ask'
  readonly questions: readonly Question[]
  /** Milliseconds for each of them. */
  readonly timeout: number
  /** In bytes; a larger body is no answer. */
  readonly limit: number
}

/** What came of a {@link Question}. */
export type Reply = { readonly durationMs: number } & (
  | { readonly response: Response }
  | { readonly error: MachineError }
)

/**
 * Reads files of volumes: the block devices whose iso9660 or vfat file system has one of the labels, in the order of
 * their names, then, if wanted, all optical drives. Each is mounted read-only, read, and unmounted.
 */
export interface ReadVolumes extends ChangeBase {
  readonly kind: 'read-volumes'
  readonly labels: readonly string[]
  readonly opticalDrives: boolean
  /** Paths inside the volume; those that are missing are left out. Links are followed inside the volume only. */
  readonly files: readonly string[]
  /** In bytes; a larger file is left out. */
  readonly limit: number
}

/** A volume that was looked at. */
export interface Volume {
  /** `/dev/sr0` */
  readonly device: string
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Why nothing, or not all, could be read. */
  readonly trouble?: string
}

/** Unpacks a container image into a folder that is there; what stands in it stays, unless the image has the same path. */
export interface UnpackImage extends ChangeBase {
  readonly kind: 'unpack-image'
  /** Reference of an image, `oci-layout:DIR` or `oci-archive:FILE`. */
  readonly source: string
  readonly target: string
  /** `os/arch[/variant]`; default: this machine's. */
  readonly platform?: string
}

/** Takes the lock that the shadow tools take on an account file; held until the step key is done. */
export interface HoldLock extends ChangeBase {
  readonly kind: 'hold-lock'
  readonly path: string
}

/** Makes a btrfs that is not mounted and smaller than 256 MiB larger, which the kernel refuses. */
export interface GrowSmallBtrfs extends ChangeBase {
  readonly kind: 'grow-small-btrfs'
  readonly device: string
  /** In bytes; the device must have as many. */
  readonly size: number
}

/** Not a change: the step says that a part of it cannot be done. */
export interface Problem extends ChangeBase {
  readonly kind: 'problem'
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly help?: string
}

/** Not a change: what the step found out, or why it leaves out a part; a line of the report. */
export interface Note extends ChangeBase {
  readonly kind: 'note'
  readonly message: string
  /** Why this part is left out. */
  readonly skipped?: string
}

/** All that a step can ask for: a closed union of plain data. */
export type Change =
  | WriteFile
  | MakeDirectory
  | SetAttributes
  | Remove
  | MakeLink
  | Run
  | SetHostname
  | SetKernelValue
  | Fetch
  | CloneRepository
  | Ask
  | ReadVolumes
  | UnpackImage
  | HoldLock
  | GrowSmallBtrfs
  | Problem
  | Note

/** How a change ended. A failed one was reported already; the step only decides how to go on. */
export type ChangeOutcome =
  | {
      readonly ok: true
      readonly changed: boolean
      /** Why it was not done although nothing failed: it needs the running system, not a root directory. */
      readonly skipped?: string
      readonly output?: RunOutput
      readonly response?: Response
      /** One for each question that was asked, in the same order. */
      readonly replies?: readonly Reply[]
      readonly volumes?: readonly Volume[]
      /** What was done otherwise than asked, in words for people. */
      readonly warnings?: readonly string[]
    }
  | {
      readonly ok: false
      readonly error: MachineError
      readonly output?: RunOutput
      readonly response?: Response
    }

/** What a program left behind. Output is the tail of it, bounded. */
export interface RunOutput {
  /** Exit code; undefined when a signal or the deadline ended it. */
  readonly exit: number | undefined
  readonly signal?: string
  readonly timedOut?: boolean
  readonly stdout: string
  readonly stderr: string
}

/** An HTTP answer. */
export interface Response {
  readonly status: number
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Something that can be read and changed: the live machine, or a plan of one. */
export interface Machine {
  readonly now: Present
  /** Never throws for what the machine refuses; that is an outcome. */
  apply(change: Exclude<Change, Problem>): Promise<ChangeOutcome>
  /** Gives back what `hold-lock` took. */
  releaseLocks(): void
}
