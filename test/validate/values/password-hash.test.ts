import t from 'tap'
import { passwordHashFault, plainPasswordFault } from '../../../src/validate/values/password-hash.ts'
import { judged } from './judged.ts'

/** Hashes of the password `pw`, made by crypt(3). */
const made = {
  sha512:
    '$6$XZAqXbHQzvFMHtI6$XmI201xb5ZRe4PXHh/ktfpinBG6Qr3F6Msp.1C7zXiy77SJh6nc/VvNJXWVkwaUY78E9MP59eYDTwhSX2mkFC/',
  rounds:
    '$6$rounds=10000$abc$TPidcyVdsuALEejDNhmEl6D0An8RGrk3MWNhKXnkA/1s3bobDmHLj1fwXJdVOCPyWqopaBFpgYCiA9mRVYusl0',
  sha256: '$5$lx5YUelmT/p.d6Xy$sBKqc8iJbbYQjVryeIAnkKZBjzQ.5X/dP07A/OZ2Qf8',
  yescrypt: '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$U4SOHmDd8SvW5vCUKSMR6N835VPwFAtgYNhQ9mFFeL5',
  gost: '$gy$j9T$F5Jx5fExrKuPp53xLKQ..1$3vaJEj.EQFNwxqXgxrAb0zENEKPjgY8dCuXu/WESUm4',
  scrypt: '$7$CU..../....abcdefgh$T0sduvKxu8wrIjSE2QDlEIQ24zoUNt7XmCAyI.79rw6',
  bcrypt: '$2b$10$abcdefghijklmnopqrstuuj7m4XYqbm74SxoBcXyw8to0CQ061DVG',
  md5: '$1$saltsalt$6SNdNaZLKst2LlSm7oPPL1',
  sha1: '$sha1$24680$0ZNi6vRj$NKL8.ue2.ZobCBT4H8/fflfgdk0h',
  sunMd5: '$md5$saltsalt$$5c0/iW5DROqUFnBc7Z/cd/',
  nt: '$3$$8cc19b6a8cfeac299c2871c86b38de28',
}

judged('hashes', passwordHashFault, [
  [made.sha512],
  [made.rounds],
  [made.sha256],
  [made.yescrypt],
  [made.gost],
  [made.scrypt],
  [made.bcrypt],
  [made.bcrypt.replace('$2b', '$2y')],
  [`!${made.sha512}`],
  [`!!${made.yescrypt}`],
  ['!'],
  ['!!'],
  ['*'],
  [''],
  ['plain text: with a colon'],
  [made.md5, /MD5, which is quickly broken/],
  [made.sha1, /SHA-1, which/],
  [made.sunMd5, /SunMD5, which/],
  [made.nt, /NT, which/],
  [made.sha512.slice(0, -1), /SHA-512 password hash is damaged/],
  [`${made.sha512}x`, /damaged/],
  [made.sha512.replace('$6$', '$5$'), /SHA-256 password hash is damaged/],
  ['$6$salt', /damaged/],
  ['$6$', /damaged/],
  [made.rounds.replace('10000', 'many'), /damaged/],
  [made.bcrypt.replace('$10$', '$99$'), /bcrypt password hash is damaged/],
  [made.bcrypt.slice(0, -2), /damaged/],
  [made.yescrypt.replace(/\$[^$]*$/, ''), /yescrypt password hash is damaged/],
  [`!${made.sha512.slice(0, -1)}`, /damaged/],
  ['$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', /kind that login programs do not know/],
  ['$pbkdf2-sha256$29000$abc$def', /do not know/],
  ['$', /do not know/],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what people write
  ['${PASSWORD}', /taken for a hash/],
  ['$PASSWORD', /taken for a hash/],
  ['$(pass show root)', /taken for a hash/],
  [`${made.sha512}\n`, /holds a line end/],
  [`${made.sha512}:`, /holds a colon/],
])

judged('plain texts', plainPasswordFault, [
  [made.sha512],
  ['!'],
  ['*'],
  ['{{ .Values.password }}'],
  ['', /is empty/],
  ['secret', /plain text/],
  ['correct horse battery staple', /plain text/],
  ['x', /passwd\(5\)/],
  ['rEK1ecacw.7.c', /of the kind DES/],
  ['lowercaseonly', /plain text/],
  ['{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr', /kind that is not known here/],
  ['_J9..CCCCXBrJUJV154M', /kind that is not known here/],
])

t.test('nothing that is said repeats the password', (t) => {
  for (const password of [
    'hunter2 is mine',
    'hunter2',
    '$hunter2$',
    '$6$hunter2',
    '{SSHA}hunter2',
    '$6$hunter2\n',
  ]) {
    const said = JSON.stringify([passwordHashFault(password), plainPasswordFault(password)])
    t.notMatch(said, /hunter2/, password)
  }
  t.end()
})
