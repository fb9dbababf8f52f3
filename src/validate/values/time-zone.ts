import { suggest } from '../../core/config/suggest.ts'
import type { Present } from '../../core/machine.ts'
import type { Fault } from './fault.ts'
import { namesIn } from './image.ts'

const folder = '/usr/share/zoneinfo'

/** What is wrong with the name of a time zone: its form, and whether the image has its file. */
export function timeZoneFault(name: string, image: Present | undefined): Fault | undefined {
  const shown = `The time zone \`${name}\``
  const help = 'Write a name such as Europe/Berlin or UTC'
  if (!/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return { message: `${shown} is none`, help }
  if (image === undefined || namesIn(image, folder) === undefined) return undefined
  if (image.stat(`${folder}/${name}`)?.type === 'file') return undefined
  const near = nearby(name, image)
  return {
    message: `The image has no time zone \`${name}\``,
    help: near === undefined ? help : `Did you mean \`${near}\`?`,
  }
}

/** A name of the image that is spelt nearly so, looked for part by part. */
function nearby(name: string, image: Present): string | undefined {
  let path = ''
  for (const part of name.split('/')) {
    const names = namesIn(image, `${folder}${path}`) ?? []
    const found = names.includes(part) ? part : suggest(part, names)
    if (found === undefined) return undefined
    path += `/${found}`
  }
  return image.stat(`${folder}${path}`)?.type === 'file' ? path.slice(1) : undefined
}
