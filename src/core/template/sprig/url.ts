import { kindOf } from '../types.ts'
import type { GoFunction, GoValue } from '../values.ts'
import { define, dict, fail, text } from './parameters.ts'
import { parseUrl, type Url, urlToText, userToText } from './url-text.ts'

/** Addresses taken apart into a dict and put together again, by the rules of net/url. */
export function functions(): readonly GoFunction[] {
  return [
    define('urlParse', [text], (from) => partsOf(parseUrl(from))),
    define('urlJoin', [dict], (parts) => urlToText(urlOf(parts))),
  ]
}

function partsOf(url: Url): Map<string, GoValue> {
  return new Map([
    ['scheme', url.scheme],
    ['host', url.host],
    ['hostname', hostnameOf(url.host)],
    ['path', url.path],
    ['query', url.query],
    ['opaque', url.opaque],
    ['fragment', url.fragment],
    ['userinfo', url.user === undefined ? '' : userToText(url.user)],
  ])
}

/** The host without port and brackets. */
function hostnameOf(host: string): string {
  const name = host.replace(/:[0-9]*$/, '')
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
}

function urlOf(parts: Map<string, GoValue>): Url {
  const part = (key: string): string => {
    const value = parts.get(key)
    if (value === undefined) return ''
    if (value === null) return fail('runtime error: invalid memory address or nil pointer dereference')
    if (typeof value === 'string') return value
    return fail(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`)
  }
  const userinfo = part('userinfo')
  return {
    scheme: part('scheme'),
    host: part('host'),
    path: part('path'),
    query: part('query'),
    opaque: part('opaque'),
    fragment: part('fragment'),
    ...(userinfo === '' ? {} : userOf(userinfo)),
  }
}

function userOf(userinfo: string): Pick<Url, 'user'> {
  const { user } = parseUrl(`proto://${userinfo}@host`)
  return user === undefined ? {} : { user }
}
