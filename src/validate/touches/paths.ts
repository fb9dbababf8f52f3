import type { Step } from '../../steps/index.ts'
import type { ConfigPath } from '../rule.ts'
import { parameterName, targetPath, unitName } from './names.ts'
import type { Effect, Touch } from './touch.ts'

/** A touch of a path. */
export function pathTouch(
  path: string,
  at: ConfigPath,
  does: string,
  effect: Effect = 'sets',
  aspect = 'content',
): Touch {
  return { kind: 'path', name: targetPath(path), effect, aspect, does, at }
}

/** Files, folders and trees that a step writes by its own keys for them, in the order in which it does. */
export function pathTouches(step: Step): readonly Touch[] {
  const { dns, downloads, git, directories, files, unpack_images, datasource } = step
  const touches: Touch[] = []
  if ((dns?.nameservers ?? []).length > 0) {
    const at = dns?.path ? ['dns', 'path'] : ['dns', 'nameservers']
    touches.push(pathTouch(dns?.path || '/etc/resolv.conf', at, 'writes the name servers into it'))
  }
  for (const [i, { path = '' }] of (downloads ?? []).entries())
    if (path !== '') touches.push(pathTouch(path, ['downloads', i, 'path'], 'fetches it'))
  if (git?.url && git.path) touches.push(pathTouch(git.path, ['git', 'path'], 'clones a repository into it'))
  for (const [i, { path = '' }] of (directories ?? []).entries()) {
    if (path === '') continue
    const at = ['directories', i, 'path']
    touches.push(
      pathTouch(path, at, 'makes the folder and sets its mode and owner', 'sets', 'mode and owner'),
    )
  }
  for (const [i, { path = '', content = '' }] of (files ?? []).entries()) {
    if (path === '') continue
    const at = ['files', i, 'path']
    touches.push(pathTouch(path, at, 'writes the file'), ...systemFile(targetPath(path), content, at))
  }
  if (datasource?.path)
    touches.push(pathTouch(datasource.path, ['datasource', 'path'], 'puts user data there', 'may'))
  for (const [i, { target = '' }] of (unpack_images ?? []).entries())
    if (target !== '')
      touches.push(pathTouch(target, ['unpack_images', i, 'target'], 'unpacks an image into it', 'adds'))
  return touches
}

const unitFile = /^\/(?:etc|run|usr\/lib|lib)\/systemd\/system\/([^/]+?)(\.d\/[^/]+\.conf)?$/
const parameterFile = /^\/(?:etc|run|usr\/lib)\/sysctl(?:\.d\/[^/]+)?\.conf$/

/** What a file means to the system: a unit, a drop-in, kernel parameters. */
function systemFile(path: string, content: string, at: ConfigPath): readonly Touch[] {
  const unit = unitFile.exec(path)
  if (unit?.[1] !== undefined && (unit[2] !== undefined || unitName(unit[1]) === unit[1])) {
    const isDropIn = unit[2] !== undefined
    const does = isDropIn ? `writes a drop-in for it, ${path}` : `writes its file, ${path}`
    return [
      {
        kind: 'unit',
        name: unit[1],
        effect: isDropIn ? 'adds' : 'sets',
        aspect: isDropIn ? path : 'unit file',
        does,
        at,
      },
    ]
  }
  if (!parameterFile.test(path)) return []
  const names = Array.from(content.matchAll(/^[ \t]*-?([\w./*-]+)[ \t]*=/gm), ([, name = '']) => name)
  return names.map((name) => ({
    kind: 'kernel parameter',
    name: parameterName(name),
    effect: 'may',
    aspect: 'value',
    does: `names it in ${path}, which systemd-sysctl reads`,
    at: [...at.slice(0, -1), 'content'],
  }))
}
