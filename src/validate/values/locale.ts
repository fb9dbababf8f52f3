import type { Present } from '../../core/machine.ts'
import type { Fault } from './fault.ts'
import { bytesIn, namesIn } from './image.ts'

const folder = '/usr/lib/locale'

/** What is wrong with the name of a locale (locale(7)): its form, and whether the image has it. */
export function localeFault(name: string, image: Present | undefined): Fault | undefined {
  const shown = `The locale \`${name}\``
  if (/^(C|POSIX|C\.(UTF-?8|utf-?8))$/.test(name)) return undefined
  const [, language, territory] =
    /^([A-Za-z]{2,3})[-_]([A-Za-z]{2})(\.[A-Za-z0-9-]+)?(@\w+)?$/.exec(name) ?? []
  if (language === undefined || territory === undefined) {
    if (/^[a-z]{2,3}(\.[A-Za-z0-9-]+)?(@\w+)?$/.test(name)) return missingFault(name, image)
    return { message: `${shown} is none`, help: 'Write a name such as en_GB.UTF-8' }
  }
  const right = `${language.toLowerCase()}_${territory.toUpperCase()}`
  if (!name.startsWith(right)) {
    const from = name.search(/[.@]|$/)
    return {
      message: `${shown} is none`,
      help: `Did you mean \`${right}${name.slice(from)}\`?`,
      from: 0,
      to: from,
    }
  }
  return missingFault(name, image)
}

/** Locales lie in folders of their own, or together in an archive, with the code set in lower case. */
function missingFault(name: string, image: Present | undefined): Fault | undefined {
  const found = namesIn(image, folder)
  if (image === undefined || found === undefined) return undefined
  const wanted = plainForm(name)
  if (found.some((each) => plainForm(each) === wanted)) return undefined
  const archive = found.includes('locale-archive') ? bytesIn(image, `${folder}/locale-archive`) : undefined
  if (archive !== undefined && Buffer.from(archive).includes(`${normalized(name)}\0`)) return undefined
  const message = `The image has no locale \`${name}\``
  return { message, help: `Install it, or write one of ${folder}` }
}

/** As localedef(1) names it: `en_GB.UTF-8` is `en_GB.utf8`. */
function normalized(name: string): string {
  return name.replace(
    /\.([A-Za-z0-9-]+)/,
    (_, codeSet: string) => `.${codeSet.toLowerCase().replaceAll('-', '')}`,
  )
}

function plainForm(name: string): string {
  return normalized(name).toLowerCase()
}
