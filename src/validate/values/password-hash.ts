import type { Fault } from './fault.ts'

interface Scheme {
  readonly name: string
  readonly form: RegExp
  readonly isWeak?: true
}

const salt = '[./0-9A-Za-z]'
/** What SHA-crypt takes for a salt: anything printable that does not end a field or a line. */
const freeSalt = '[^$:;*!\\\\\\s]{0,16}'

/** Kinds of hashes that login programs know (crypt(5) of libxcrypt), by what stands between the first dollars. */
const schemes: readonly (readonly [mark: RegExp, scheme: Scheme])[] = [
  [/^\$1\$/, { name: 'MD5', form: /^\$1\$[^$:\s]{0,8}\$[./0-9A-Za-z]{22}$/, isWeak: true }],
  [/^\$2[abxy]?\$/, { name: 'bcrypt', form: /^\$2[abxy]\$(?:0[4-9]|[12][0-9]|3[01])\$[./0-9A-Za-z]{53}$/ }],
  [/^\$3\$/, { name: 'NT', form: /^\$3\$\$[0-9a-f]{32}$/, isWeak: true }],
  [
    /^\$5\$/,
    { name: 'SHA-256', form: new RegExp(`^\\$5\\$(?:rounds=[1-9][0-9]{0,8}\\$)?${freeSalt}\\$${salt}{43}$`) },
  ],
  [
    /^\$6\$/,
    { name: 'SHA-512', form: new RegExp(`^\\$6\\$(?:rounds=[1-9][0-9]{0,8}\\$)?${freeSalt}\\$${salt}{86}$`) },
  ],
  [/^\$7\$/, { name: 'scrypt', form: /^\$7\$[./0-9A-Za-z]{11,97}\$[./0-9A-Za-z]{43}$/ }],
  [/^\$y\$/, { name: 'yescrypt', form: /^\$y\$[./0-9A-Za-z]+\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}$/ }],
  [
    /^\$gy\$/,
    { name: 'gost-yescrypt', form: /^\$gy\$[./0-9A-Za-z]+\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}$/ },
  ],
  [
    /^\$sha1\$/,
    {
      name: 'SHA-1',
      form: /^\$sha1\$[1-9][0-9]{0,9}\$[./0-9A-Za-z]{8,64}\$[./0-9A-Za-z]{28}$/,
      isWeak: true,
    },
  ],
  [
    /^\$md5[$,]/,
    {
      name: 'SunMD5',
      form: /^\$md5(?:,rounds=[1-9][0-9]{0,9})?\$[./0-9A-Za-z]{8}\$\$?[./0-9A-Za-z]{22}$/,
      isWeak: true,
    },
  ],
]

const makeHash = 'Write what `openssl passwd -6` or `mkpasswd` prints, in single quotes'

/** What is wrong with the value of a `passwd`, without ever repeating it. Undefined also for plain texts. */
export function passwordHashFault(password: string): Fault | undefined {
  if (/[:\n\r\0]/.test(password) && /^[$!*]/.test(password)) {
    const what = /[\n\r]/.test(password) ? 'a line end' : password.includes(':') ? 'a colon' : 'a zero byte'
    const help = what === 'a line end' ? 'Write it on one line, without `|` or `>`' : makeHash
    return { message: `The password hash holds ${what}, so it cannot be written`, help, severity: 'error' }
  }
  // A lock may stand before the hash: usermod -L puts it there.
  const hash = password.replace(/^!+/, '')
  if (!hash.startsWith('$')) return undefined
  if (/^\$(\{\w*\}|\(|[A-Za-z_]\w*$)/.test(hash)) {
    const message =
      'The password starts with `$`, so it is taken for a hash: no shell replaces variables here'
    return { message, help: makeHash }
  }
  const scheme = schemes.find(([mark]) => mark.test(hash))?.[1]
  if (scheme === undefined) {
    const message =
      'The password hash is of a kind that login programs do not know, so no password matches it'
    return { message, help: makeHash }
  }
  if (!scheme.form.test(hash)) {
    const message = `The ${scheme.name} password hash is damaged or cut off, so no password matches it`
    return { message, help: makeHash }
  }
  if (!scheme.isWeak) return undefined
  const message = `The password hash is of the kind ${scheme.name}, which is quickly broken`
  return { message, help: makeHash, severity: 'hint' }
}

/** What is wrong with a `passwd` that is no hash; the engine hashes such a text itself. */
export function plainPasswordFault(password: string): Fault | undefined {
  if (password === '') {
    const message = '`passwd` is empty: whoever knows the name can log in'
    return { message, help: 'Leave `passwd` out, so that only keys let in, or write a hash' }
  }
  if (password === '*' || /^[$!]/.test(password)) return undefined
  // A template that is none here: literal-template tells.
  if (password.includes('{{')) return undefined
  if (password === 'x') {
    const message = '`passwd` is the mark that passwd(5) has for shadow; here it becomes the password itself'
    return { message, help: 'Leave `passwd` out, or write `*`, for no login by password' }
  }
  if (
    /^[./0-9A-Za-z]{13}$/.test(password) &&
    /[0-9]/.test(password) &&
    /[A-Z]/.test(password) &&
    /[a-z]/.test(password)
  ) {
    const message = '`passwd` looks like a hash of the kind DES, but it is taken for the password itself'
    return { message, help: makeHash }
  }
  if (/^(?:\{[A-Z0-9-]+\}|_[./0-9A-Za-z]{19}$)/.test(password)) {
    const message =
      '`passwd` looks like a hash of a kind that is not known here, so it is taken for the password itself'
    return { message, help: makeHash }
  }
  const message = '`passwd` is a password in plain text: whoever can read this file has it'
  return { message, help: makeHash }
}
