import { compareBytes } from '../../go-string.ts'
import { checkText } from '../limits.ts'
import { elementType, entriesOf, isNil, itemsOf, kindOf, kindOfType, typeOf } from '../types.ts'
import {
  ANY,
  GoComplex,
  GoFunction,
  GoFunctionError,
  GoInt,
  GoMap,
  GoNil,
  GoPointer,
  GoSlice,
  GoStruct,
  type GoType,
  type GoValue,
  methodOf,
} from '../values.ts'
import { formatBytes } from './bytes.ts'
import { formatCharacter, formatCodePoint, formatQuotedCharacter } from './character.ts'
import { type Flags, noFlags } from './flags.ts'
import { formatFloat } from './float.ts'
import { formatInteger } from './integer.ts'
import { pad } from './padding.ts'
import { formatHex, formatQuoted, formatText } from './text.ts'

/** Stands for the address of anything, which changes from run to run in Go. */
const ADDRESS = 0xc000010000n

const bases: Readonly<Record<string, 2 | 8 | 10 | 16>> = { b: 2, o: 8, O: 8, d: 10, v: 10, x: 16, X: 16 }

/** Where a value stands while it is printed. */
interface Place {
  /** 0 for an argument itself, more inside of it. */
  readonly depth: number
  /** Type of the variable that holds it; tells how a nil in it is printed. */
  readonly declared: GoType
  /** It is, or is inside, a field that is not exported: Go does not call its methods. */
  readonly hidden?: boolean
}

const atTop: Place = { depth: 0, declared: ANY }

/** Prints values under a verb as fmt does, errors such as `%!d(string=x)` included. */
export class Printer {
  out = ''
  flags: Flags = noFlags()
  /** Inside the text about a wrong verb, where methods are not called. */
  private complaining = false

  /** Prints an argument of printf or print. */
  printArgument(value: GoValue, verb: string): void {
    if (value === null || (value instanceof GoNil && kindOfType(value.type) === 'interface')) {
      if (verb === 'T' || verb === 'v') this.out += pad('<nil>', this.flags)
      else this.complain(null, verb)
    } else if (verb === 'T') {
      this.out += formatText(typeOf(value), this.flags)
    } else if (verb === 'p') {
      this.pointer(value, verb)
    } else if (value instanceof GoSlice && value.type === '[]uint8') {
      const whole = formatBytes(value, verb, '[]byte', this.flags)
      if (whole === undefined) this.list(value, verb, atTop)
      else this.out += whole
    } else if (!this.byMethod(value, verb)) {
      this.print(value, verb, atTop)
    }
    checkText(this.out.length)
  }

  private print(value: GoValue, verb: string, place: Place): void {
    if (place.depth > 0 && place.hidden !== true && this.byMethod(value, verb)) return
    if (value === null) this.out += this.flags.sharpV ? `${place.declared}(nil)` : '<nil>'
    else if (typeof value === 'boolean') this.boolean(value, verb)
    else if (typeof value === 'string') this.text(value, verb)
    else if (typeof value === 'number') this.float(value, value, verb)
    else if (value instanceof GoInt) this.integer(value, verb)
    else if (value instanceof GoComplex) this.complex(value, verb)
    else if (value instanceof GoStruct) this.struct(value, verb, place)
    else if (value instanceof GoPointer) this.pointed(value, verb, place)
    else if (value instanceof GoFunction || value instanceof GoNil) this.pointer(value, verb)
    else if (value instanceof Map || value instanceof GoMap) this.map(value, verb, place)
    else this.list(value, verb, place)
  }

  /** A verb that the value does not know. */
  private complain(value: GoValue, verb: string): void {
    this.complaining = true
    this.out += `%!${verb}(`
    if (value === null) {
      this.out += '<nil>'
    } else {
      this.out += `${typeOf(value)}=`
      this.print(value, 'v', atTop)
    }
    this.out += ')'
    this.complaining = false
  }

  /** Errors and values with a String method print what it returns. */
  private byMethod(value: GoValue, verb: string): boolean {
    if (this.complaining) return false
    if (verb === 'w') {
      this.complain(value, verb)
      return true
    }
    if (!this.flags.sharpV && !'vsxXq'.includes(verb)) return false
    for (const name of this.flags.sharpV ? ['GoString'] : ['Error', 'String']) {
      const method = methodOf(value, name)
      if (method === undefined || method.params.length > 0) continue
      this.callMethod(method, verb)
      return true
    }
    return false
  }

  private callMethod(method: GoFunction, verb: string): void {
    try {
      const text = method.call([])
      if (typeof text !== 'string') return
      if (this.flags.sharpV) this.out += formatText(text, this.flags)
      else this.text(text, verb)
    } catch (error) {
      if (!(error instanceof GoFunctionError)) throw error
      this.out += `%!${verb}(PANIC=${method.name} method: ${error.message})`
    }
  }

  private boolean(value: boolean, verb: string): void {
    if (verb === 't' || verb === 'v') this.out += pad(String(value), this.flags)
    else this.complain(value, verb)
  }

  private text(value: string, verb: string): void {
    switch (this.flags.sharpV && verb === 'v' ? 'q' : verb) {
      case 'v':
      case 's':
        this.out += formatText(value, this.flags)
        break
      case 'q':
        this.out += formatQuoted(value, this.flags)
        break
      case 'x':
      case 'X':
        this.out += formatHex(value, verb, this.flags)
        break
      default:
        this.complain(value, verb)
    }
  }

  private integer(value: GoInt, verb: string): void {
    const unsigned = kindOf(value).startsWith('uint')
    const base = bases[verb]
    if (verb === 'v' && this.flags.sharpV && unsigned) this.hexadecimal(value.value, true)
    else if (base !== undefined) this.out += formatInteger(value.value, base, verb, this.flags)
    else if (verb === 'c') this.out += formatCharacter(value.value, this.flags)
    else if (verb === 'q') this.out += formatQuotedCharacter(value.value, this.flags)
    else if (verb === 'U') this.out += formatCodePoint(value.value, this.flags)
    else this.complain(value, verb)
  }

  private hexadecimal(value: bigint, prefixed: boolean): void {
    this.out += formatInteger(value, 16, 'v', { ...this.flags, sharp: prefixed })
  }

  private float(value: number, whole: GoValue, verb: string): void {
    switch (verb) {
      case 'v':
        this.out += formatFloat(value, 'g', -1, this.flags)
        break
      case 'b':
      case 'g':
      case 'G':
      case 'x':
      case 'X':
        this.out += formatFloat(value, verb, -1, this.flags)
        break
      case 'f':
      case 'e':
      case 'E':
        this.out += formatFloat(value, verb, 6, this.flags)
        break
      case 'F':
        this.out += formatFloat(value, 'f', 6, this.flags)
        break
      default:
        this.complain(whole, verb)
    }
  }

  private complex(value: GoComplex, verb: string): void {
    if (!'vbgGxXfFeE'.includes(verb)) {
      this.complain(value, verb)
      return
    }
    this.out += '('
    this.float(value.real, value, verb)
    const { plus } = this.flags
    // The imaginary part always has a sign.
    this.flags.plus = true
    this.float(value.imaginary, value, verb)
    this.flags.plus = plus
    this.out += 'i)'
  }

  private list(value: readonly GoValue[] | GoSlice, verb: string, place: Place): void {
    const type = typeOf(value)
    if (value instanceof GoSlice && elementType(type) === 'uint8' && 'sqxX'.includes(verb)) {
      this.out += formatBytes(value, verb, type, this.flags) ?? ''
      return
    }
    const { sharpV } = this.flags
    if (sharpV && isNil(value)) {
      this.out += `${type}(nil)`
      return
    }
    this.out += sharpV ? `${type}{` : '['
    const inside = { ...place, depth: place.depth + 1, declared: elementType(type) }
    for (const [i, item] of (itemsOf(value) ?? []).entries()) {
      if (i > 0) this.out += sharpV ? ', ' : ' '
      this.print(item, verb, inside)
      checkText(this.out.length)
    }
    this.out += sharpV ? '}' : ']'
  }

  private map(value: Map<string, GoValue> | GoMap, verb: string, place: Place): void {
    const type = typeOf(value)
    const { sharpV } = this.flags
    if (sharpV && isNil(value)) {
      this.out += `${type}(nil)`
      return
    }
    this.out += sharpV ? `${type}{` : 'map['
    const inside = { ...place, depth: place.depth + 1, declared: elementType(type) }
    const entries = [...(entriesOf(value) ?? [])].sort(([a], [b]) => compareBytes(a, b))
    for (const [i, [key, item]] of entries.entries()) {
      if (i > 0) this.out += sharpV ? ', ' : ' '
      this.print(key, verb, inside)
      this.out += ':'
      this.print(item, verb, inside)
      checkText(this.out.length)
    }
    this.out += sharpV ? '}' : ']'
  }

  private struct(value: GoStruct, verb: string, place: Place): void {
    const { sharpV, plusV } = this.flags
    this.out += sharpV ? `${value.type}{` : '{'
    for (const [i, field] of value.fields.entries()) {
      if (i > 0) this.out += sharpV ? ', ' : ' '
      if (sharpV || plusV) this.out += `${field.name}:`
      const hidden = place.hidden === true || !isExported(field.name)
      this.print(field.value, verb, { depth: place.depth + 1, declared: field.type ?? ANY, hidden })
    }
    this.out += '}'
  }

  private pointed(value: GoPointer, verb: string, place: Place): void {
    const kind = kindOf(value.target)
    if (place.depth === 0 && (kind === 'struct' || kind === 'map' || kind === 'slice' || kind === 'array')) {
      this.out += '&'
      this.print(value.target, verb, { ...place, depth: 1 })
    } else {
      this.pointer(value, verb)
    }
  }

  private pointer(value: GoValue, verb: string): void {
    const pointing = ['func', 'map', 'ptr', 'slice'].includes(kindOf(value))
    const empty = isNil(value)
    const address = empty ? 0n : ADDRESS
    const base = bases[verb]
    if (!pointing) this.complain(value, verb)
    else if (verb === 'p') this.hexadecimal(address, !this.flags.sharp)
    else if (verb === 'v' && this.flags.sharpV) {
      this.out += `(${typeOf(value)})(`
      if (empty) this.out += 'nil'
      else this.hexadecimal(address, true)
      this.out += ')'
    } else if (verb === 'v') {
      if (empty) this.out += pad('<nil>', this.flags)
      else this.hexadecimal(address, !this.flags.sharp)
    } else if (base !== undefined && verb !== 'O') this.out += formatInteger(address, base, verb, this.flags)
    else this.complain(value, verb)
  }
}

/** Whether Go exports a name: it starts with a capital letter. */
export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name)
}
