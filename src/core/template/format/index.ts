import { joinBytes } from '../syntax/strings.ts'
import type { GoValue } from '../values.ts'
import { Printer } from './printer.ts'

export { floatToText } from './float-text.ts'
export { sprintf } from './printf.ts'
export { quote } from './quote.ts'

/** `fmt.Sprint`: a blank between two values when neither is a string. */
export function sprint(values: readonly GoValue[]): string {
  const [only] = values
  if (values.length === 1 && typeof only === 'string') return only
  const printer = new Printer()
  let afterString = true
  for (const value of values) {
    const isString = typeof value === 'string'
    if (!isString && !afterString) printer.out += ' '
    printer.printArgument(value, 'v')
    afterString = isString
  }
  return joinBytes(printer.out)
}

/** `fmt.Sprintln`: always a blank between, a line end behind. */
export function sprintln(values: readonly GoValue[]): string {
  const printer = new Printer()
  for (const [i, value] of values.entries()) {
    if (i > 0) printer.out += ' '
    printer.printArgument(value, 'v')
  }
  return joinBytes(`${printer.out}\n`)
}
