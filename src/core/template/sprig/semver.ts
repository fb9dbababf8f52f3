import { type GoField, type GoFunction, GoInt, GoPointer, GoStruct, type GoValue, goInt } from '../values.ts'
import { byteSlice } from './byte-slice.ts'
import type { Copyable } from './deep-copy.ts'
import { define, fail, type Parameter, text } from './parameters.ts'
import { satisfies } from './semver-constraint.ts'
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  parseVersion,
  type Version,
  versionText,
} from './semver-version.ts'

/** Semantic versions and constraints on them. */
export function functions(): readonly GoFunction[] {
  return [
    define('semver', [text], (from) => new VersionPointer(parseVersion(from))),
    define('semverCompare', [text, text], (constraint, version) =>
      satisfies(constraint, parseVersion(version)),
    ),
  ]
}

/** What a deep copy makes of any version in sprig, which cannot see its fields. */
const nothing: Version = { major: 0n, minor: 0n, patch: 0n, prerelease: '', metadata: '', original: '' }

/** A `*semver.Version`. */
class VersionPointer extends GoPointer implements Copyable {
  readonly version: Version
  constructor(version: Version) {
    super(
      '*semver.Version',
      new VersionStruct(version),
      (name) => pointerMethod(version, name) ?? valueMethod(version, name),
    )
    this.version = version
  }

  deepCopied(): GoPointer {
    return new VersionPointer(nothing)
  }
}

/** A `semver.Version`. */
class VersionStruct extends GoStruct implements Copyable {
  constructor(version: Version) {
    super('semver.Version', fieldsOf(version), (name) => valueMethod(version, name))
  }

  deepCopied(): GoStruct {
    return new VersionStruct(nothing)
  }
}

const versionPointer: Parameter<Version> = {
  type: '*semver.Version',
  read: (value) =>
    value instanceof VersionPointer
      ? value.version
      : fail('runtime error: invalid memory address or nil pointer dereference'),
}

function fieldsOf(version: Version): readonly GoField[] {
  return [
    { name: 'major', value: uint64(version.major) },
    { name: 'minor', value: uint64(version.minor) },
    { name: 'patch', value: uint64(version.patch) },
    { name: 'pre', value: version.prerelease },
    { name: 'metadata', value: version.metadata },
    { name: 'original', value: version.original },
  ]
}

function pointerMethod(version: Version, name: string): GoFunction | undefined {
  const comparison = (holds: (order: number) => GoValue): GoFunction =>
    define(name, [versionPointer], (other) => holds(compareVersions(version, other)))
  switch (name) {
    case 'Original':
      return define(name, [], () => version.original)
    case 'Compare':
      return comparison((order) => goInt(order))
    case 'Equal':
      return comparison((order) => order === 0)
    case 'LessThan':
      return comparison((order) => order < 0)
    case 'LessThanEqual':
      return comparison((order) => order <= 0)
    case 'GreaterThan':
      return comparison((order) => order > 0)
    case 'GreaterThanEqual':
      return comparison((order) => order >= 0)
    default:
      return undefined
  }
}

function valueMethod(version: Version, name: string): GoFunction | undefined {
  const changed = (changes: Partial<Version>): GoStruct => {
    const next = { ...version, ...changes }
    const prefix = version.original.startsWith('v') ? 'v' : ''
    return new VersionStruct({ ...next, original: prefix + versionText(next) })
  }
  const increased = (changes: Partial<Version>): GoFunction =>
    define(name, [], () => changed({ prerelease: '', metadata: '', ...changes }))
  switch (name) {
    case 'String':
    case 'Value':
      return define(name, [], () => versionText(version))
    case 'Major':
      return define(name, [], () => uint64(version.major))
    case 'Minor':
      return define(name, [], () => uint64(version.minor))
    case 'Patch':
      return define(name, [], () => uint64(version.patch))
    case 'Prerelease':
      return define(name, [], () => version.prerelease)
    case 'Metadata':
      return define(name, [], () => version.metadata)
    case 'IncMajor':
      return increased({ major: version.major + 1n, minor: 0n, patch: 0n })
    case 'IncMinor':
      return increased({ minor: version.minor + 1n, patch: 0n })
    case 'IncPatch':
      return increased({ patch: version.prerelease === '' ? version.patch + 1n : version.patch })
    case 'SetPrerelease':
      return define(name, [text], (prerelease) => {
        if (prerelease !== '') checkPrerelease(prerelease)
        return changed({ prerelease })
      })
    case 'SetMetadata':
      return define(name, [text], (metadata) => {
        if (metadata !== '') checkMetadata(metadata)
        return changed({ metadata })
      })
    case 'MarshalJSON':
      return define(name, [], () => byteSlice(Buffer.from(`"${versionText(version)}"`)))
    case 'MarshalText':
      return define(name, [], () => byteSlice(Buffer.from(versionText(version))))
    default:
      return undefined
  }
}

function uint64(value: bigint): GoInt {
  return new GoInt('uint64', BigInt.asUintN(64, value))
}
