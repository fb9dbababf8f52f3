import t from 'tap'
import { networkUse } from '../../../src/validate/commands/network-use.ts'

t.test('commands that ask the network', async (t) => {
  for (const [text, words] of [
    ['curl -fsSL https://example.org/x | sh', 'curl'],
    ['mkdir -p /a && wget -q https://example.org/x', 'wget'],
    ['cd /srv; git  clone https://example.org/x', 'git clone'],
    ['if true; then podman pull quay.io/x; fi', 'podman pull'],
    ['apt-get -y install htop', 'apt-get -y install'],
    ['x=$(curl -s https://example.org/ip)', 'curl'],
    ['exec curl https://example.org/x', 'curl'],
    ['\n  # first\n  curl https://example.org/x', 'curl'],
  ] as const) {
    const use = networkUse(text)
    t.equal(use?.words, words, text)
    if (use !== undefined) t.equal(text.slice(use.from).replace(/\s+/g, ' ').indexOf(use.words), 0, text)
  }
})

t.test('commands that do not, or that wait for it', async (t) => {
  for (const text of [
    'curl --version',
    'curl http://localhost:8080/x',
    'curl http://127.0.0.1/x',
    'curl --unix-socket /run/s http://d/x',
    'until curl https://example.org/x; do sleep 1; done',
    'curl --retry 9 https://example.org/x',
    'echo "curl https://example.org/x"',
    '# curl https://example.org/x',
    "cat > /x <<'E'\ncurl https://example.org/x\nE\n",
    "printf '#!/bin/sh\ncurl https://example.org/x\n' > /x",
    'git -C /srv/x status',
    'git config pull.rebase true',
    'systemctl start curl.service',
    'dpkg-query -W curl # https://example.org',
    'echo pulled; docker images',
  ])
    t.equal(networkUse(text), undefined, text)
})

t.test('long texts take no long time', async (t) => {
  const start = performance.now()
  networkUse(`${' '.repeat(200_000)}curl`)
  networkUse('(curl '.repeat(30_000))
  networkUse('; wget ://'.repeat(20_000))
  t.ok(performance.now() - start < 1000, `${Math.round(performance.now() - start)} ms`)
})
