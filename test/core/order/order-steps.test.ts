import t from 'tap'
import { type OrderInput, orderSteps } from '../../../src/core/order/order-steps.ts'

interface StepSketch {
  readonly name?: string
  readonly after?: readonly string[]
}

/** A file whose steps stand on lines 3, 4, 5 ... */
function file(path: string, name: string | undefined, steps: readonly StepSketch[]): OrderInput {
  const boot = steps.map(({ name: own, after }) => ({
    ...(own !== undefined && { name: own }),
    ...(after !== undefined && { after: after.map((other) => ({ name: other })) }),
  }))
  return {
    file: path,
    config: { ...(name !== undefined && { name }), stages: { boot } },
    places: { boot: steps.map((_, index) => [index + 3, 5] as const) },
  }
}

const names = (files: readonly OrderInput[]) => orderSteps(files, 'boot').steps.map(({ name }) => name)
const rules = (files: readonly OrderInput[]) => orderSteps(files, 'boot').diagnostics.map(({ rule }) => rule)

t.test('steps run in the order of files and lists, called FILE.STEP', async (t) => {
  const files = [file('/b.yaml', undefined, [{ name: 'x' }, {}]), file('/a.yaml', 'site', [{ name: 'y' }])]
  t.same(orderSteps(files, 'boot'), {
    steps: [
      {
        name: '/b.yaml.x',
        file: '/b.yaml',
        stage: 'boot',
        index: 0,
        place: [3, 5],
        step: { name: 'x' },
        after: [],
      },
      {
        name: '/b.yaml.1',
        file: '/b.yaml',
        stage: 'boot',
        index: 1,
        place: [4, 5],
        step: {},
        after: ['/b.yaml.x'],
      },
      {
        name: 'site.y',
        file: '/a.yaml',
        stage: 'boot',
        index: 0,
        place: [3, 5],
        step: { name: 'y' },
        after: ['/b.yaml.1'],
      },
    ],
    diagnostics: [],
  })
  t.same(orderSteps(files, 'network'), { steps: [], diagnostics: [] })
  t.same(orderSteps(files, 'constructor'), { steps: [], diagnostics: [] })
})

t.test('a name that repeats in a file makes every step of it NAME.INDEX', async (t) => {
  t.same(names([file('/f', 'n', [{ name: 'a' }, { name: 'b' }, { name: 'a' }])]), ['n.a.0', 'n.b.1', 'n.a.2'])
  t.same(names([file('/f', 'n', [{}, {}, { name: 'c' }])]), ['n..0', 'n..1', 'n.c.2'])
  t.same(names([file('/f', 'n', [{}, { name: 'c' }])]), ['n.0', 'n.c'])
})

t.test('a name that repeats between files gets a number, and no step is lost', async (t) => {
  const same = (path: string) => file(path, 'same', [{ name: 's' }])
  t.same(names([same('/a'), same('/b')]), ['same.s', 'same.s.1'])
  t.equal(orderSteps([same('/a'), same('/b'), same('/c')], 'boot').steps.length, 3)
})

t.test('after moves a step, and what waits for it, behind what it names', async (t) => {
  const early = file('/1', 'early', [{ name: 'a' }, { name: 'late', after: ['second.main'] }])
  t.same(names([early, file('/2', 'second', [{ name: 'main' }])]), ['early.a', 'second.main', 'early.late'])

  const free = file('/1', 'one', [
    { name: 'a', after: ['two.z'] },
    { name: 'b', after: ['init'] },
  ])
  t.same(names([free, file('/2', 'two', [{ name: 'y' }, { name: 'z' }])]), [
    'one.b',
    'two.y',
    'two.z',
    'one.a',
  ])
})

t.test('a file without the stage frees the files behind it from those before', async (t) => {
  const first = file('/1', 'one', [{ name: 'a' }, { name: 'b', after: ['three.x'] }, { name: 'c' }])
  const none: OrderInput = { file: '/2', config: { stages: { other: [{}] } }, places: {} }
  const third = file('/3', 'three', [{ name: 'x' }])
  t.same(names([first, none, third]), ['one.a', 'three.x', 'one.b', 'one.c'])
  t.same(rules([first, third]), ['after-loop'], 'without it, x would wait for c')
})

t.test('after a name that is none leaves that file out and says what was meant', async (t) => {
  const files = [
    file('/good.yaml', 'good', [{ name: 'step' }]),
    file('/bad.yaml', 'bad', [
      { name: 'a' },
      { name: 'b', after: ['good.stpe'] },
      { name: 'c', after: ['bad.b'] },
    ]),
    file('/waits.yaml', 'waits', [{ name: 'w', after: ['bad.a'] }]),
  ]
  const { steps, diagnostics } = orderSteps(files, 'boot')
  t.same(
    steps.map(({ name }) => name),
    ['good.step', 'waits.w'],
  )
  t.match(diagnostics, [
    {
      rule: 'after-unknown',
      severity: 'error',
      message: /^"good\.stpe", which step bad\.b .*no step of \/bad\.yaml is run$/,
      help: 'did you mean "good.step"?',
      place: { source: '/bad.yaml', line: 4, column: 5 },
    },
  ])
  t.equal(diagnostics.length, 1)
})

t.test('the step name alone is unknown, and the full one is offered', async (t) => {
  const [finding] = orderSteps([file('/f.yaml', 'n', [{ name: 'a' }, { after: ['a'] }])], 'boot').diagnostics
  t.equal(finding?.help, 'did you mean "n.a"?')
  const [other] = orderSteps(
    [file('/f.yaml', 'n', [{ name: 'a' }, { after: ['zzzzzz'] }])],
    'boot',
  ).diagnostics
  t.match(other?.help, /here are n\.a, n\.1$/)
  t.same(rules([file('/f.yaml', 'n', [{ after: [''] }])]), ['after-unknown'])
})

t.test('a loop is told all the way round, with places, and leaves out the files that make it', async (t) => {
  const files = [
    file('/m.yaml', 'n', [{ name: 'z' }, { name: 'a', after: ['n.b'] }, { name: 'b', after: ['n.a'] }]),
    file('/o.yaml', 'o', [{ name: 'x' }]),
  ]
  const { steps, diagnostics } = orderSteps(files, 'boot')
  t.same(
    steps.map(({ name }) => name),
    ['o.x'],
  )
  t.equal(diagnostics.length, 1)
  t.equal(
    diagnostics[0]?.message,
    'n.a can never run, for it waits for itself: n.a (/m.yaml:4:5) runs after n.b (/m.yaml:5:5), which runs after n.a (/m.yaml:4:5); no step of /m.yaml is run',
  )
})

t.test('a loop may go by the order of the file and of the files', async (t) => {
  const [own] = orderSteps(
    [file('/m', 'n', [{ name: 'a', after: ['n.c'] }, { name: 'b' }, { name: 'c' }])],
    'boot',
  ).diagnostics
  t.match(
    own?.message,
    'n.c (/m:5:5), which waits for the step above it, n.b (/m:4:5), which waits for the step above it, n.a',
  )
  const across = [
    file('/1', 'one', [{ name: 'a', after: ['two.x'] }, { name: 'b' }]),
    file('/2', 'two', [{ name: 'x' }]),
  ]
  t.match(
    orderSteps(across, 'boot').diagnostics[0]?.message,
    'two.x (/2:3:5), which waits for the file before it with one.b',
  )
})

t.test('two loops are two findings', async (t) => {
  const looped = (path: string) =>
    file(path, path, [
      { name: 'a', after: [`${path}.b`] },
      { name: 'b', after: [`${path}.a`] },
    ])
  t.same(rules([looped('/1'), file('/2', '/2', [{ name: 'ok' }]), looped('/3')]), [
    'after-loop',
    'after-loop',
  ])
  t.same(names([looped('/1'), file('/2', '/2', [{ name: 'ok' }]), looped('/3')]), ['/2.ok'])
})

t.test('a step after itself is left out alone, and not in silence', async (t) => {
  const files = [
    file('/m', 'n', [{ name: 'a' }, { name: 'b', after: ['n.b'] }, { name: 'c', after: ['n.b'] }]),
  ]
  t.same(names(files), ['n.a', 'n.c'])
  t.same(rules(files), ['after-itself'])
})

t.test('thousands of steps are ordered in time that grows with their number only', async (t) => {
  const count = 4000
  const one = [
    file(
      '/f',
      'n',
      Array.from({ length: count }, (_, i) => ({ name: `s${i}` })),
    ),
  ]
  const many = Array.from({ length: count }, (_, i) =>
    file(`/${i}`, undefined, [i === 0 ? { after: [`/${count - 1}.0`] } : {}]),
  )
  const wide = [0, 1].map((n) =>
    file(
      `/${n}`,
      `w${n}`,
      Array.from({ length: count }, (_, i) => ({ name: `s${i}` })),
    ),
  )
  const from = performance.now()
  t.equal(names(one).length, count)
  t.equal(names(many).at(-1), '/0.0')
  t.equal(names(wide).length, 2 * count)
  t.ok(performance.now() - from < 2000, 'far from quadratic')
})
