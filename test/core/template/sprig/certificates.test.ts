import { createPrivateKey, X509Certificate } from 'node:crypto'
import t from 'tap'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

const surroundings = templateSurroundings({})

async function render(template: string): Promise<string> {
  const result = await renderTemplate(template, {}, { surroundings })
  return result.ok ? result.text : `failed: ${result.error.message}`
}

/** Renders a template that ends with `$c` holding a certificate, and reads it. */
async function issue(
  template: string,
): Promise<{ certificate: X509Certificate; key: string; authority?: string }> {
  const text = await render(`${template}{{ $c.Cert }}|{{ $c.Key }}|{{ with $ca }}{{ .Cert }}{{ end }}`)
  const [cert = '', key = '', authority = ''] = text.split('|')
  return { certificate: new X509Certificate(cert), key, ...(authority === '' ? {} : { authority }) }
}

t.test('an authority signs itself and may sign others', async (t) => {
  const { certificate, key } = await issue('{{ $ca := "" }}{{ $c := genCA "My CA" 365 }}')
  t.equal(certificate.subject, 'CN=My CA')
  t.equal(certificate.issuer, 'CN=My CA')
  t.equal(certificate.ca, true)
  t.equal(certificate.verify(certificate.publicKey), true)
  t.equal(certificate.checkPrivateKey(createPrivateKey(key)), true)
  t.match(key, /^-----BEGIN RSA PRIVATE KEY-----\n/)
  const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000
  t.equal(days, 365)
})

t.test('a self-signed certificate has the names and addresses', async (t) => {
  const arguments_ = '"host" (list "10.0.0.1" "::1" "::ffff:1.2.3.4") (list "a.example" "*.b.example") 1'
  const { certificate } = await issue(`{{ $ca := "" }}{{ $c := genSelfSignedCert ${arguments_} }}`)
  t.equal(certificate.ca, false)
  t.equal(
    certificate.subjectAltName,
    'DNS:a.example, DNS:*.b.example, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:1.2.3.4',
  )
  t.same(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'])
})

for (const [type, header] of [
  ['ecdsa', 'EC PRIVATE KEY'],
  ['ed25519', 'PRIVATE KEY'],
] as const) {
  t.test(`keys of type ${type} sign and are signed`, async (t) => {
    const key = `(genPrivateKey "${type}")`
    const signing = `{{ $ca := genCAWithKey "CA" 2 ${key} }}{{ $c := genSignedCertWithKey "leaf" nil nil 1 $ca ${key} }}`
    const issued = await issue(signing)
    const authority = new X509Certificate(issued.authority ?? '')
    t.equal(issued.certificate.verify(authority.publicKey), true)
    t.equal(issued.certificate.checkIssued(authority), true)
    t.equal(issued.key.startsWith(`-----BEGIN ${header}-----\n`), true)
  })
}

t.test('a key that does not belong to the certificate of the authority is refused', async (t) => {
  const template =
    '{{ $a := genCA "a" 1 }}{{ $b := genCA "b" 1 }}' +
    '{{ genSignedCert "x" nil nil 1 (buildCustomCert ($a.Cert | b64enc) ($b.Key | b64enc)) }}'
  t.match(await render(template), /doesn't match/)
})

t.test("a certificate of one's own is given back as it was", async (t) => {
  const template =
    '{{ $a := genCA "a" 1 }}{{ $b := buildCustomCert ($a.Cert | b64enc) ($a.Key | b64enc) }}' +
    '{{ eq $a.Cert $b.Cert }} {{ eq $a.Key $b.Key }} {{ printf "%T" $b }}'
  t.equal(await render(template), 'true true sprig.certificate')
})

t.test('wrong addresses, names and keys are refused', async (t) => {
  const templates = [
    '{{ genSelfSignedCert "x" (list "10.0.0.256") nil 1 }}',
    '{{ genSelfSignedCert "x" (list 1) nil 1 }}',
    '{{ genSelfSignedCert "x" nil (list "é") 1 }}',
    '{{ genCAWithKey "x" 1 "no key" }}',
    '{{ genCAWithKey "x" 1 (genPrivateKey "dsa") }}',
  ]
  for (const template of templates) t.match(await render(template), /^failed: /, template)
})

t.test('a DSA key has primes of 2048 and 256 bits, in the form of OpenSSL', async (t) => {
  const pem = await render('{{ genPrivateKey "dsa" }}')
  t.match(pem, /^-----BEGIN DSA PRIVATE KEY-----\n/)
  t.match(createPrivateKey(pem).asymmetricKeyDetails, { modulusLength: 2048, divisorLength: 256 })
})

t.test('an RSA key has 4096 bits', async (t) => {
  const key = createPrivateKey(await render('{{ genPrivateKey "rsa" }}'))
  t.equal(key.asymmetricKeyDetails?.modulusLength, 4096)
  t.equal(await render('{{ genPrivateKey "x" }}'), 'Unknown type x')
})
