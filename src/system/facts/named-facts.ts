/** The top-level keys of `.Values`. */
export const factNames = [
  'sysinfo',
  'node',
  'os',
  'kernel',
  'product',
  'board',
  'chassis',
  'bios',
  'cpu',
  'memory',
  'storage',
  'network',
  'Random',
  'ProtectedID',
] as const

export type FactName = (typeof factNames)[number]

const all: ReadonlySet<FactName> = new Set(factNames)

/**
 * The facts that a template can look at. Only a template that plainly says `.Values.os.name` and the like is believed;
 * where the whole of the data may be reached in some other way, it is all of them.
 */
export function factsNamedBy(template: string): ReadonlySet<FactName> {
  const named = new Set<FactName>()
  for (const piece of template.split('{{').slice(1)) {
    const action = piece.split('}}', 1)[0] as string
    if (reachesWhole.test(action) || isOpenQuoted(action)) return all
    for (const [, key] of action.matchAll(/Values(?:\.(\w+))?/g)) {
      if (key === undefined) return all
      if (isFactName(key)) named.add(key)
    }
  }
  return named
}

/** A dot or a dollar sign that no name follows is the whole data. */
const reachesWhole = /\.(?![A-Za-z_0-9])|\$(?![.A-Za-z_0-9])/

/** Braces inside a quoted text are not the end of the action. */
function isOpenQuoted(action: string): boolean {
  return ['"', '`'].some((quote) => action.split(quote).length % 2 === 0)
}

function isFactName(key: string): key is FactName {
  return (all as ReadonlySet<string>).has(key)
}
