import { cleanPath, folderOf } from '../../go-path.ts'
import type { GoFunction } from '../values.ts'
import { alias, define, text } from './parameters.ts'

/** Paths with slashes; on Linux those of the system (`osBase` ...) are the same. */
export function functions(): readonly GoFunction[] {
  return [
    ...alias(define('base', [text], base), 'osBase'),
    ...alias(define('dir', [text], folderOf), 'osDir'),
    ...alias(define('clean', [text], cleanPath), 'osClean'),
    ...alias(define('ext', [text], extension), 'osExt'),
    ...alias(
      define('isAbs', [text], (path) => path.startsWith('/')),
      'osIsAbs',
    ),
  ]
}

/** The last name in a path; `.` when it is empty, `/` when it is all slashes. */
function base(path: string): string {
  if (path === '') return '.'
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return end === 0 ? '/' : path.slice(path.lastIndexOf('/', end - 1) + 1, end)
}

/** From the last dot of the last name on, the dot included. */
function extension(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? ''
}
