import t from 'tap'
import { privateKeyFault, publicKeyFault } from '../../../../src/validate/values/ssh-key/public-key.ts'
import { judged } from '../judged.ts'
import { keys } from './keys.ts'

const [, edData = ''] = keys.ed25519.split(' ')
const [, rsaData = ''] = keys.rsa3072.split(' ')

judged('public keys', publicKeyFault, [
  [keys.ed25519],
  [`${keys.ed25519} ann@work`],
  [`${keys.ed25519} a comment of # several "words`],
  [keys.rsa3072],
  [keys.p256],
  [keys.p384],
  [keys.p521],
  [keys.skEd25519],
  [keys.skP256],
  [keys.certificate],
  [`  ${keys.ed25519}  `],
  [`${keys.ed25519}\n${keys.p256} second\n`],
  [`# of Ann\n\n${keys.ed25519}\n`],
  [`restrict,pty ${keys.ed25519}`],
  [`command="echo \\"a b\\", c",no-pty ${keys.ed25519}`],
  [`from="10.0.0.0/8,!10.1.1.1" ${keys.ed25519} ann`],
  [`cert-authority,principals="root" ${keys.ed25519}`],
  [`no-X11-forwarding ${keys.ed25519}`],
  ['', /empty key/],
  ['ssh-ed25519', /no data/, 'ssh-ed25519'],
  [`ssh-ed25519 ${edData.slice(0, -4)}`, /damaged or cut off/, edData.slice(0, -4)],
  [`ssh-ed25519 ${edData.slice(0, -1)}`, /no base64/, edData.slice(0, -1)],
  [`ssh-ed25519 ${edData}AAAA`, /damaged or cut off/],
  [`ssh-rsa ${rsaData.slice(0, 200)}`, /damaged or cut off/],
  [`ssh-rsa ${edData}`, /says it is ssh-ed25519, not ssh-rsa/, 'ssh-rsa'],
  [`ssh-ed25519 ${rsaData}`, /says it is ssh-rsa/],
  [`ecdsa-sha2-nistp384 ${keys.p256.split(' ')[1]}`, /says it is ecdsa-sha2-nistp256/],
  [keys.dss, /ssh-dss, which sshd no longer accepts/, 'ssh-dss'],
  [keys.rsa1024, /1024 bits, which is too short/],
  ['ssh-rsa AAAA... you@example', /no base64/, 'AAAA...'],
  ['ssh-ed25519 YOUR_KEY_HERE', /no base64/, 'YOUR_KEY_HERE'],
  [edData, /does not start with its kind/, edData],
  [`ssh-ed2519 ${edData}`, /`ssh-ed2519` is no kind/, 'ssh-ed2519'],
  [`rsa-sha2-256 ${rsaData}`, /kind of signature/, 'rsa-sha2-256'],
  ['hello world', /no SSH public key/],
  [`no-ptty ${keys.ed25519}`, /option `no-ptty` is not known/, 'no-ptty'],
  [`restrict,comand="x" ${keys.ed25519}`, /option `comand`/, 'comand="x"'],
  [`command ${keys.ed25519}`, /needs a value/, 'command'],
  [`command=ls ${keys.ed25519}`, /needs a value/],
  [`pty="yes" ${keys.ed25519}`, /takes no value/],
  [`${keys.ed25519}\nssh-ed25519 AAAA\n`, /damaged/, 'AAAA'],
  ['---- BEGIN SSH2 PUBLIC KEY ----\nComment: x\n', /format that sshd does not read/],
  ['-----BEGIN PUBLIC KEY-----\nMIIB\n', /format that sshd does not read/],
])

t.test('RSA keys that sshd refuses are told apart from those that are only weak', (t) => {
  const number = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
  const wire = [Buffer.from('ssh-rsa'), Buffer.from([1, 0, 1]), Buffer.alloc(96, 0x7f)].map(number)
  const fault = publicKeyFault(`ssh-rsa ${Buffer.concat(wire).toString('base64')}`)
  t.match(fault?.message, /767 bits, which sshd refuses/)
  t.end()
})

t.test('a private key is an error, marked at its first line, and nothing of it is repeated', (t) => {
  const secret = 'b3BlbnNzaC1rZXktdjEAAAAA'
  for (const kind of ['OPENSSH PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'PRIVATE KEY']) {
    const text = `-----BEGIN ${kind}-----\n${secret}\n-----END ${kind}-----\n`
    const fault = publicKeyFault(text)
    t.equal(fault?.severity, 'error', kind)
    t.equal(text.slice(fault?.from, fault?.to), `-----BEGIN ${kind}-----`)
    t.notMatch(JSON.stringify(fault), secret)
  }
  t.equal(privateKeyFault('PuTTY-User-Key-File-3: ssh-ed25519\n')?.severity, 'error')
  t.equal(privateKeyFault('-----BEGIN CERTIFICATE-----\n'), undefined)
  t.end()
})
