import t from 'tap'
import { isPlainRegistry, parseReference } from '../../../src/core/images/reference.ts'

const digest = `sha256:${'ab'.repeat(32)}`

t.test('references of images', async (t) => {
  const table: Readonly<Record<string, readonly [registry: string, repository: string, version: string]>> = {
    alpine: ['index.docker.io', 'library/alpine', 'latest'],
    'alpine:3.20': ['index.docker.io', 'library/alpine', '3.20'],
    'team/app': ['index.docker.io', 'team/app', 'latest'],
    'quay.io/team/app:v1': ['quay.io', 'team/app', 'v1'],
    '127.0.0.1:5000/app': ['127.0.0.1:5000', 'app', 'latest'],
    'host:5000/a/b/c:t': ['host:5000', 'a/b/c', 't'],
    [`app@${digest}`]: ['index.docker.io', 'library/app', digest],
    [`quay.io/app:v1@${digest}`]: ['quay.io', 'app', digest],
    'localhost/app': ['index.docker.io', 'localhost/app', 'latest'],
    'oci:/opt/layout': ['oci:', 'opt/layout', 'latest'],
  }
  for (const [text, [registry, repository, version]] of Object.entries(table))
    t.match(parseReference(text), { registry, repository, version }, text)
})

t.test('what is no reference says why', async (t) => {
  const wrong = [
    '',
    'a',
    'Upper/Case',
    'a b',
    'app:',
    'app:t a g',
    `app@${digest}@${digest}`,
    'app@sha256:1',
    'app@md5:0',
    '../app',
    'a/../b',
    'quay.io/',
    'docker://127.0.0.1:5000/app',
  ]
  for (const text of wrong) t.match(parseReference(text), { problem: /\w/ }, `"${text}"`)
})

t.test('registries of this machine and of private networks are asked without TLS', async (t) => {
  for (const host of [
    'localhost',
    'localhost:5000',
    '127.0.0.1:5000',
    '10.1.2.3',
    '192.168.0.9:80',
    '172.16.0.1',
    '[::1]:5000',
    'nas.local:5000',
  ])
    t.equal(isPlainRegistry(host), true, host)
  for (const host of [
    'quay.io',
    '172.32.0.1',
    '11.0.0.1',
    'local',
    'localhost.example.org',
    '127.example.org',
    '8.8.8.8:5000',
  ])
    t.equal(isPlainRegistry(host), false, host)
})
