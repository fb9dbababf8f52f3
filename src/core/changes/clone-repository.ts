import type { ChangeBase } from '../machine.ts'

/** Clones a git repository into a folder, or brings the clone that is there to the server's state. */
export interface CloneRepository extends ChangeBase {
  readonly kind: 'clone-repository'
  /** As written: http, https, ssh, git and file addresses, `host:path`, or an absolute path. */
  readonly url: string
  /** The work tree; its parents are made. What it holds already stays unless the repository has it too. */
  readonly path: string
  /** Default: the one that the server names. */
  readonly branch?: string
  /** Fetch that branch alone. */
  readonly onlyBranch?: boolean
  readonly login?: RepositoryLogin
  /** Check neither certificates nor host keys. */
  readonly insecure?: boolean
  /** A clone is there already, as far as is known: it would be updated. For words only. */
  readonly isUpdate?: boolean
}

/** Who we are, and whom we expect. All of it is secret. */
export interface RepositoryLogin {
  readonly username?: string
  readonly password?: string
  /** For ssh, in PEM. */
  readonly privateKey?: string
  /** The server's own key: a line of known_hosts, or type and key alone. */
  readonly hostKey?: string
}
