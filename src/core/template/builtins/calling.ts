import { checked } from '../evaluate/arguments.ts'
import { MISSING, type Operand, orNil } from '../evaluate/operand.ts'
import { inWords } from '../evaluate/wording.ts'
import { kindOfType } from '../types.ts'
import { ANY, GoFunction, GoFunctionError, GoInt, type GoType, type GoValue } from '../values.ts'

/** Calls a function that is a value. */
export function callValue(callee: Operand, args: readonly Operand[]): Operand {
  if (callee === MISSING || callee === null) throw new GoFunctionError('nil cannot be called')
  if (!(callee instanceof GoFunction)) throw new GoFunctionError(`${inWords(callee)} is not a function`)
  const { params, variadic, results } = callee
  const wanted = variadic ? params.length - 1 : params.length
  if (variadic ? args.length < wanted : args.length !== wanted) {
    throw new GoFunctionError(`${wanted} arguments are wanted, not ${args.length}`)
  }
  if (results !== undefined && results.length !== 1)
    throw new GoFunctionError('the function gives not one value')
  return callee.call(args.map((arg, i) => prepared(arg, params[Math.min(i, params.length - 1)] ?? ANY)))
}

/** An argument of the type; between integer types the value is converted. */
function prepared(arg: Operand, type: GoType): GoValue {
  const result = checked(arg === null ? MISSING : arg, type)
  if (result.ok) return orNil(result.value)
  const bits = /^(u?)int(\d*)$/.exec(kindOfType(type))
  if (!(arg instanceof GoInt) || bits === null) throw new GoFunctionError(`an argument ${result.reason}`)
  const size = Number(bits[2] || 64)
  return new GoInt(type, bits[1] === 'u' ? BigInt.asUintN(size, arg.value) : BigInt.asIntN(size, arg.value))
}
