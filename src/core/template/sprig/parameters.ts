import {
  ANY,
  GoFunction,
  GoFunctionError,
  GoInt,
  GoSlice,
  type GoType,
  type GoValue,
  goInt,
} from '../values.ts'

/** One parameter: its Go type, by which the evaluator checks, and how the checked value is read. */
export interface Parameter<T> {
  readonly type: GoType
  read(value: GoValue): T
}

/** Anything, nil too. */
export const any: Parameter<GoValue> = { type: ANY, read: (value) => value }

export const text: Parameter<string> = {
  type: 'string',
  read: (value) => (typeof value === 'string' ? value : unexpected('string', value)),
}

export const flag: Parameter<boolean> = {
  type: 'bool',
  read: (value) => (typeof value === 'boolean' ? value : unexpected('bool', value)),
}

export const float: Parameter<number> = {
  type: 'float64',
  read: (value) => (typeof value === 'number' ? value : unexpected('float64', value)),
}

/** Any integer type, whole. */
export const integer = (type: GoType): Parameter<bigint> => ({
  type,
  read: (value) => (value instanceof GoInt ? value.value : unexpected(type, value)),
})

export const int: Parameter<bigint> = integer('int')

/** An `int` that is only compared with lengths and counts, where a rounded giant is as good as the giant. */
export const count: Parameter<number> = {
  type: 'int',
  read: (value) => Number(int.read(value)),
}

/** `map[string]interface {}`. */
export const dict: Parameter<Map<string, GoValue>> = {
  type: 'map[string]interface {}',
  read: (value) => (value instanceof Map ? value : unexpected('map[string]interface {}', value)),
}

/** `[]interface {}`. */
export const list: Parameter<readonly GoValue[]> = {
  type: '[]interface {}',
  read: (value) => (Array.isArray(value) ? value : unexpected('[]interface {}', value)),
}

type Values<P extends readonly Parameter<unknown>[]> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

/** Makes a template function; `call` gets its arguments as its parameters read them. */
export function define<const P extends readonly Parameter<unknown>[]>(
  name: string,
  params: P,
  call: (...args: Values<P>) => GoValue,
): GoFunction {
  return new GoFunction(
    name,
    params.map((param) => param.type),
    (args) => call(...read(params, args)),
  )
}

/** As {@link define}, with a last parameter that repeats; `call` gets the repeated ones as one list, first. */
export function defineVariadic<const P extends readonly Parameter<unknown>[], R>(
  name: string,
  params: P,
  rest: Parameter<R>,
  call: (rest: readonly R[], ...args: Values<P>) => GoValue,
): GoFunction {
  return new GoFunction(
    name,
    [...params.map((param) => param.type), rest.type],
    (args) =>
      call(
        args.slice(params.length).map((value) => rest.read(value)),
        ...read(params, args),
      ),
    { variadic: true },
  )
}

/** The same function under further names. */
export function alias(original: GoFunction, ...names: readonly string[]): readonly GoFunction[] {
  return [
    original,
    ...names.map(
      (name) => new GoFunction(name, original.params, original.call, { variadic: original.variadic }),
    ),
  ]
}

/** Ends the template as a returned error or a panic does. */
export function fail(message: string): never {
  throw new GoFunctionError(message)
}

export const int64 = (value: number | bigint): GoInt => new GoInt('int64', BigInt.asIntN(64, BigInt(value)))
export const strings = (items: readonly string[] | null): GoSlice => new GoSlice('[]string', items)
export const ints = (items: readonly bigint[]): GoSlice => new GoSlice('[]int', items.map(goInt))

function read<const P extends readonly Parameter<unknown>[]>(params: P, args: readonly GoValue[]): Values<P>
function read(params: readonly Parameter<unknown>[], args: readonly GoValue[]): readonly unknown[] {
  return params.map((param, i) => param.read(args[i] ?? null))
}

function unexpected(type: GoType, value: GoValue): never {
  throw new TypeError(`a ${typeof value} reached a parameter of type ${type} unchecked`)
}
