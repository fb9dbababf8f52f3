/** What git's messages mean, and what to do about them; the first that fits counts. */
const meanings: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /server certificate verification failed|certificate problem|SSL.*certificate/i,
    "the server's certificate is not trusted; add its authority to the system's",
  ],
  [/could not read (Username|Password)/, 'the server wants a login; give auth.username and auth.password'],
  [/Authentication failed|error: 403/, 'the login is refused'],
  [
    /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No .* host key is known/,
    "the server's host key is not known, or another one; give it in auth.public_key or in known_hosts",
  ],
  [/Load key .*(invalid format|error in libcrypto)/, 'auth.private_key is no key that ssh can read'],
  [/Permission denied \(/, 'the server does not take the key; see auth.private_key and auth.username'],
  [/Could not resolve host/i, 'the name is not known'],
  [/Connection refused|Failed to connect/i, 'the connection is refused'],
  [/timed out|too slow/i, 'the server does not answer'],
  [/dubious ownership/, 'the repository belongs to another user; give it to root'],
  [
    /repository '.*' not found|not appear to be a git repository|repository .*does not exist|not a git repository/,
    'there is no repository',
  ],
  [/No space left on device/, 'no space is left on the device'],
]

/** Why git failed, from what it wrote to standard error. */
export function reasonIn(stderr: string): string {
  const known = meanings.find(([pattern]) => pattern.test(stderr))?.[1]
  if (known !== undefined) return known
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const said = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1)
  return said === undefined ? 'git failed without a word' : said.replace(/^(fatal|error): /, '')
}
