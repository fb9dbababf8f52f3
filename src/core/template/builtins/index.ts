import { type Builtin, MISSING, type Operand, orNil, REFLECT_VALUE } from '../evaluate/operand.ts'
import { textOfArguments } from '../evaluate/printable.ts'
import { sprint, sprintf, sprintln } from '../format/index.ts'
import { isTrue } from '../types.ts'
import { ANY, type GoType } from '../values.ts'
import { index, length, slice } from './access.ts'
import { callValue } from './calling.ts'
import { isEqualToAny, isLess } from './comparison.ts'
import { escapeHtml, escapeJavaScript, escapeQuery } from './escaping.ts'

type Call = (args: readonly Operand[]) => Operand

const variadic = (name: string, params: readonly GoType[], call: Call): Builtin => ({
  ...{ name, params, variadic: true, call },
})

const value = REFLECT_VALUE
const values = (name: string, call: (first: Operand, rest: readonly Operand[]) => Operand): Builtin =>
  variadic(name, [value, value], ([first = null, ...rest]) => call(first, rest))

const compare = (name: string, call: (a: Operand, b: Operand) => boolean): Builtin => ({
  ...{ name, params: [value, value], variadic: false, call: ([a = null, b = null]) => call(a, b) },
})

const single = (name: string, call: (arg: Operand) => Operand): Builtin => ({
  ...{ name, params: [value], variadic: false, call: ([arg = null]) => call(arg) },
})

const escaping = (name: string, escaped: (text: string) => string): Builtin =>
  variadic(name, [ANY], (args) => escaped(textOfArguments(args)))

const isLessOrEqual = (a: Operand, b: Operand): boolean => isLess(a, b) || isEqualToAny(a, [b])

const table: readonly Builtin[] = [
  // The evaluator itself gives and, or their meaning: it does not work out all of their arguments.
  values('and', () => MISSING),
  values('or', () => MISSING),
  single('not', (arg) => arg === MISSING || !isTrue(arg)),
  values('call', callValue),
  values('index', index),
  values('slice', slice),
  single('len', length),
  variadic('print', [ANY], (args) => sprint(args.map(orNil))),
  variadic('println', [ANY], (args) => sprintln(args.map(orNil))),
  variadic('printf', ['string', ANY], ([format, ...args]) =>
    typeof format === 'string' ? sprintf(format, args.map(orNil)) : MISSING,
  ),
  escaping('html', escapeHtml),
  escaping('js', escapeJavaScript),
  escaping('urlquery', escapeQuery),
  values('eq', isEqualToAny),
  compare('ne', (a, b) => !isEqualToAny(a, [b])),
  compare('lt', isLess),
  compare('le', isLessOrEqual),
  compare('gt', (a, b) => !isLessOrEqual(a, b)),
  compare('ge', (a, b) => !isLess(a, b)),
]

/** The functions that every template has, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(table.map((builtin) => [builtin.name, builtin]))
