import { joinBytes } from '../syntax/strings.ts'
import { typeOf } from '../types.ts'
import { isLoneByte } from '../unicode.ts'
import { GoInt, type GoValue } from '../values.ts'
import { noFlags } from './flags.ts'
import { Printer } from './printer.ts'

/** Largest width and precision; beyond, the number counts as wrong. */
const LARGEST = 1_000_000

/** `fmt.Sprintf`. What is wrong with format or arguments is said in the text itself: `%!d(string=x)`. */
export function sprintf(format: string, args: readonly GoValue[]): string {
  return joinBytes(new Directives(format, args).run())
}

/** Reads a format, one directive after another. */
class Directives {
  private readonly format: string
  private readonly args: readonly GoValue[]
  private readonly printer = new Printer()
  private position = 0
  private argument = 0
  /** Some directive named its argument by index, so left over ones are not counted. */
  private reordered = false
  private goodIndex = true
  /** The last thing read was an index. */
  private afterIndex = false

  constructor(format: string, args: readonly GoValue[]) {
    this.format = format
    this.args = args
  }

  run(): string {
    for (;;) {
      const percent = this.format.indexOf('%', this.position)
      const end = percent < 0 ? this.format.length : percent
      this.printer.out += this.format.slice(this.position, end)
      if (percent < 0) break
      this.position = percent + 1
      this.directive()
    }
    if (!this.reordered && this.argument < this.args.length) this.leftOver()
    return this.printer.out
  }

  private directive(): void {
    this.goodIndex = true
    this.printer.flags = noFlags()
    this.readFlags()
    this.afterIndex = this.readIndex()
    this.readWidth()
    this.readPrecision()
    if (!this.afterIndex) this.afterIndex = this.readIndex()
    const verb = this.readVerb()
    if (verb === undefined) this.printer.out += '%!(NOVERB)'
    else this.printVerb(verb)
  }

  private readFlags(): void {
    const { flags } = this.printer
    for (; ; this.position++) {
      switch (this.format[this.position]) {
        case '#':
          flags.sharp = true
          break
        case '0':
          flags.zero = true
          break
        case '+':
          flags.plus = true
          break
        case '-':
          flags.minus = true
          break
        case ' ':
          flags.space = true
          break
        default:
          return
      }
    }
  }

  /** `[3]`: which argument comes next. Whether there was a well-formed one. */
  private readIndex(): boolean {
    if (this.format[this.position] !== '[') return false
    this.reordered = true
    const close = this.format.indexOf(']', this.position)
    // Go reads an index of three bytes at least.
    if (close < 0 || this.format.slice(this.position) === '[]') {
      this.position++
      this.goodIndex = false
      return false
    }
    const digits = this.format.slice(this.position + 1, close)
    this.position = close + 1
    const index = /^\d+$/.test(digits) ? readNumber(digits) : undefined
    if (index !== undefined && index >= 1 && index <= this.args.length) {
      this.argument = index - 1
      return true
    }
    this.goodIndex = false
    return index !== undefined
  }

  private readWidth(): void {
    const { flags } = this.printer
    if (this.format[this.position] === '*') {
      const width = this.numberFromArgument()
      if (width === undefined) this.printer.out += '%!(BADWIDTH)'
      flags.width = Math.abs(width ?? 0)
      if (width !== undefined && width < 0) {
        flags.minus = true
        flags.zero = false
      }
      return
    }
    const width = this.readDigits()
    flags.width = width ?? 0
    if (this.afterIndex && width !== undefined) this.goodIndex = false
  }

  private readPrecision(): void {
    // A point at the very end is taken for the verb.
    if (this.format[this.position] !== '.' || this.position + 1 >= this.format.length) return
    this.position++
    if (this.afterIndex) this.goodIndex = false
    this.afterIndex = this.readIndex()
    if (this.format[this.position] !== '*') {
      this.printer.flags.precision = this.readDigits() ?? 0
      return
    }
    const precision = this.numberFromArgument()
    if (precision === undefined || precision < 0) this.printer.out += '%!(BADPREC)'
    else this.printer.flags.precision = precision
  }

  /** The integer argument that a `*` stands for. */
  private numberFromArgument(): number | undefined {
    this.position++
    this.afterIndex = false
    if (this.argument >= this.args.length) return undefined
    const argument = this.args[this.argument++]
    if (!(argument instanceof GoInt)) return undefined
    const { value } = argument
    return value >= -LARGEST && value <= LARGEST ? Number(value) : undefined
  }

  private readDigits(): number | undefined {
    const digits = /^\d*/.exec(this.format.slice(this.position))?.[0] ?? ''
    const number = readNumber(digits)
    if (digits !== '' && number === undefined) {
      this.position = this.format.length
      return undefined
    }
    this.position += digits.length
    return number
  }

  private readVerb(): string | undefined {
    const codePoint = this.format.codePointAt(this.position)
    if (codePoint === undefined) return undefined
    this.position += codePoint > 0xffff ? 2 : 1
    return isLoneByte(codePoint) ? '\ufffd' : String.fromCodePoint(codePoint)
  }

  private printVerb(verb: string): void {
    if (verb === '%') {
      this.printer.out += '%'
    } else if (!this.goodIndex) {
      this.printer.out += `%!${verb}(BADINDEX)`
    } else if (this.argument >= this.args.length) {
      this.printer.out += `%!${verb}(MISSING)`
    } else {
      const { flags } = this.printer
      if (verb === 'v' || verb === 'w') {
        flags.sharpV = flags.sharp
        flags.plusV = flags.plus
        flags.sharp = flags.plus = false
      }
      this.printer.printArgument(this.args[this.argument++] ?? null, verb)
    }
  }

  private leftOver(): void {
    this.printer.flags = noFlags()
    this.printer.out += '%!(EXTRA '
    for (const [i, value] of this.args.slice(this.argument).entries()) {
      if (i > 0) this.printer.out += ', '
      if (value !== null) this.printer.out += `${typeOf(value)}=`
      this.printer.printArgument(value, 'v')
    }
    this.printer.out += ')'
  }
}

/** Decimal digits as a number; undefined when there are none or all but the last make a number too large. */
function readNumber(digits: string): number | undefined {
  const value = digits === '' ? undefined : Number(digits)
  return value !== undefined && Math.floor(value / 10) <= LARGEST ? value : undefined
}
