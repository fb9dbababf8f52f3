import { fromBytes } from '../../../core/go-string.ts'
import type { Change, ChangeOutcome } from '../../../core/machine.ts'
import { ask, bodyOf } from '../provider.ts'

const machine = 'http://168.63.129.16/machine'
const version = { 'x-ms-version': '2012-11-30' }

/** Tells Azure's wire server that this machine is up, or it would be taken for dead. A failure has no consequence. */
export async function* reportReady(): AsyncGenerator<Change, void, ChangeOutcome> {
  const [reply] = yield* ask([{ of: 'azure', url: `${machine}?comp=goalstate`, headers: version }])
  const state = fromBytes(bodyOf(reply) ?? new Uint8Array())
  const container = elementOf(state, 'ContainerId')
  const instance = elementOf(state, 'InstanceId')
  if (container === undefined || instance === undefined) return
  yield* ask([
    {
      of: 'azure',
      url: `${machine}?comp=health`,
      method: 'POST',
      headers: {
        ...version,
        'x-ms-agent-name': 'WALinuxAgent',
        'Content-Type': 'text/xml;charset=utf-8',
      },
      body: health(container, instance),
    },
  ])
}

/** The first element of a name that holds text alone, as it is written: it goes back the same way. */
function elementOf(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}\\s*>`).exec(xml)?.[1]
}

function health(container: string, instance: string): string {
  return (
    '<Health><GoalStateIncarnation>1</GoalStateIncarnation>' +
    `<Container><ContainerId>${container}</ContainerId><RoleInstanceList>` +
    `<Role><InstanceId>${instance}</InstanceId><Health><State>Ready</State></Health></Role>` +
    '</RoleInstanceList></Container></Health>'
  )
}
