import type { FunctionTable, Surroundings } from '../functions.ts'
import type { GoFunction } from '../values.ts'

interface Family {
  functions(surroundings: Surroundings): readonly GoFunction[] | Promise<readonly GoFunction[]>
}

type Load = () => Promise<Family>

/** The functions of sprig 3.3 (TxtFuncMap) by family; only the families that a template uses are loaded. */
const families: readonly (readonly [names: string, load: Load])[] = [
  [
    'cat contains hasPrefix hasSuffix hello indent nindent plural quote repeat replace squote substr trim trimAll ' +
      'trimPrefix trimSuffix trimall trunc',
    () => import('./strings.ts'),
  ],
  [
    'camelcase initials kebabcase lower nospace snakecase swapcase title untitle upper',
    () => import('./letter-case.ts'),
  ],
  ['abbrev abbrevboth wrap wrapWith', () => import('./wrapping.ts')],
  ['join sortAlpha split splitList splitn toStrings', () => import('./string-lists.ts')],
  [
    'mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit ' +
      'regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit',
    () => import('./regex.ts'),
  ],
  ['add add1 biggest div max min mod mul sub', () => import('./math.ts')],
  ['add1f addf ceil divf floor maxf minf mulf round subf', () => import('./floats.ts')],
  ['seq until untilStep', () => import('./integer-lists.ts')],
  ['atoi float64 int int64 toDecimal toString', () => import('./conversion.ts')],
  [
    'ago date dateInZone dateModify date_in_zone date_modify duration durationRound htmlDate htmlDateInZone ' +
      'mustDateModify mustToDate must_date_modify now toDate unixEpoch',
    () => import('./dates.ts'),
  ],
  ['all any coalesce default empty ternary', () => import('./defaults.ts')],
  [
    'fromJson mustFromJson mustToJson mustToPrettyJson mustToRawJson toJson toPrettyJson toRawJson',
    () => import('./json.ts'),
  ],
  ['b32dec b32enc b64dec b64enc', () => import('./encoding.ts')],
  [
    'append chunk compact concat first has initial last list mustAppend mustChunk mustCompact mustFirst mustHas ' +
      'mustInitial mustLast mustPrepend mustPush mustRest mustReverse mustSlice mustUniq mustWithout prepend push ' +
      'rest reverse slice tuple uniq without',
    () => import('./lists.ts'),
  ],
  [
    'deepCopy dict dig get hasKey keys merge mergeOverwrite mustDeepCopy mustMerge mustMergeOverwrite omit pick ' +
      'pluck set unset values',
    () => import('./dicts.ts'),
  ],
  ['deepEqual kindIs kindOf typeIs typeIsLike typeOf', () => import('./reflection.ts')],
  ['base clean dir ext isAbs osBase osClean osDir osExt osIsAbs', () => import('./paths.ts')],
  ['urlJoin urlParse', () => import('./url.ts')],
  ['semver semverCompare', () => import('./semver.ts')],
  ['fail', () => import('./flow.ts')],
  ['env expandenv', () => import('./environment.ts')],
  ['getHostByName', () => import('./network.ts')],
  [
    'randAlpha randAlphaNum randAscii randBytes randInt randNumeric shuffle uuidv4',
    () => import('./random.ts'),
  ],
  ['adler32sum sha1sum sha256sum sha512sum', () => import('./hashes.ts')],
  ['bcrypt derivePassword htpasswd', () => import('./passwords.ts')],
  ['decryptAES encryptAES', () => import('./encryption.ts')],
  [
    'buildCustomCert genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert ' +
      'genSignedCertWithKey',
    () => import('./certificates.ts'),
  ],
]

const loads: ReadonlyMap<string, Load> = new Map(
  families.flatMap(([names, load]) => names.split(' ').map((name): [string, Load] => [name, load])),
)

/** Whether sprig has a function of that name; loads nothing. */
export function isSprigFunction(name: string): boolean {
  return loads.has(name)
}

/** The names of all functions of sprig. */
export function sprigFunctionNames(): readonly string[] {
  return [...loads.keys()]
}

/** Loads the families of some functions, side by side. Names that are none of sprig are passed over. */
export async function loadFunctions(
  names: Iterable<string>,
  surroundings: Surroundings,
): Promise<Map<string, GoFunction>> {
  const wanted = new Set(names)
  const needed = new Set([...wanted].flatMap((name) => loads.get(name) ?? []))
  const loaded = await Promise.all([...needed].map(async (load) => (await load()).functions(surroundings)))
  return new Map(
    loaded
      .flat()
      .filter(({ name }) => wanted.has(name))
      .map((loadedFunction) => [loadedFunction.name, loadedFunction]),
  )
}

/** Sprig's functions for templates. */
export const sprigFunctions: FunctionTable = { has: isSprigFunction, load: loadFunctions }
