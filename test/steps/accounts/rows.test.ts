import t, { type Test } from 'tap'
import { record } from '../../../src/core/config/shape.ts'
import { fromBytes } from '../../../src/core/go-string.ts'
import { authorizedKeys } from '../../../src/steps/authorized-keys.ts'
import { deleteEntities } from '../../../src/steps/delete-entities.ts'
import { ensureEntities } from '../../../src/steps/ensure-entities.ts'
import type { StepKey } from '../../../src/steps/step.ts'
import { users } from '../../../src/steps/users.ts'
import { decodeStep } from '../decode-step.ts'
import { rowsOf, type StepInput } from '../misc-table.ts'
import { Memory, run, today } from './memory.ts'

/** Rows that are not asked for, and why. */
const leftOut: Readonly<Record<string, string>> = {
  'users/022':
    'was recorded with the /root of the host in sight; a home of root must not make the user root (BEHAVIOUR.md)',
  'users/030': 'has new lines glued to the last one; it is to be ended first (BEHAVIOUR.md)',
}

interface Output {
  readonly changed: Readonly<Record<string, unknown>>
  readonly requests?: readonly string[]
}

const bothKeys = 'ssh-ed25519 AAAAKEY1 one\nssh-rsa BBBBKEY2 two\n'

async function check(t: Test, functionName: string, ...steps: readonly StepKey[]) {
  const shape = record(Object.fromEntries(steps.map((step) => [step.key, step.shape])))
  for (const { name, input, output, error = false } of rowsOf<StepInput, Output>(functionName)) {
    if (Object.hasOwn(leftOut, name)) continue
    const files = Object.entries(input.files).map(([path, content]) => [path, content ?? {}])
    const memory = new Memory(Object.fromEntries(files))
    memory.answers = (url) => (url.includes('missing') ? undefined : url.includes('moved') ? '' : bothKeys)
    const before = new Map(memory.entries)
    const value: Readonly<Record<string, unknown>> = decodeStep(input.step, shape)
    let failed = false
    for (const step of steps) {
      if (value[step.key] === undefined) continue
      const { problems, failures } = await run(step, value[step.key], memory)
      failed ||= failures.length > 0 || problems.some(({ severity }) => severity === 'error')
    }
    const changed: Record<string, unknown> = {}
    for (const [path, entry] of memory.entries) {
      if (before.get(path) === entry) continue
      const { mode, uid, gid, content } = entry
      const kind = content === undefined ? { dir: true } : { content: recorded(fromBytes(content)) }
      changed[path] = { ...kind, mode: mode.toString(8).padStart(4, '0'), uid, gid }
    }
    t.strictSame(changed, output?.changed ?? {}, `${name} ${input.step}`)
    t.equal(failed, error, `${name} ${error ? 'fails' : 'succeeds'}`)
    if (output?.requests === undefined) continue
    const requests = memory.asked.flatMap((change) => (change.kind === 'fetch' ? change.url : []))
    t.same(requests, output.requests, `${name} asks for the same addresses`)
  }
}

function recorded(text: string): string {
  return text
    .replace(/\$6\$[A-Za-z0-9]{8}\$[./A-Za-z0-9]{86}/g, '@SHA512CRYPT@')
    .replaceAll(`:${today}:`, ':@TODAY@:')
}

t.test('users end as yip leaves them', (t) => check(t, 'users', users))
t.test('authorized_keys ends as yip leaves it', (t) => check(t, 'authorizedKeys', authorizedKeys))
t.test('entities end as yip leaves them', (t) => check(t, 'entities', ensureEntities, deleteEntities))
