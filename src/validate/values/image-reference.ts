import type { Fault } from './fault.ts'

/** Domain, path components, tag and digest as the distribution project's reference grammar has them. */
const reference =
  /^(?:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/

/** What is wrong with a reference of a container image. An empty one is for another rule. */
export function imageReferenceFault(source: string): Fault | undefined {
  if (source === '' || source.includes('{{') || reference.test(source)) return undefined
  const shown = `\`${source}\``
  const transport = /^(?:docker|oci|https?|containers-storage|docker-archive|oci-archive|dir):(?:\/\/)?/.exec(
    source,
  )?.[0]
  if (transport !== undefined) {
    const message = `${shown} starts with ${transport}, which is no part of an image's name`
    return {
      message,
      help: /^(docker:|https?:)/.test(transport)
        ? `Write ${source.slice(transport.length)}`
        : 'Only registries are asked: push the image to one',
      severity: 'error',
      from: 0,
      to: transport.length,
    }
  }
  const upper = /[A-Z]/.exec(
    source.replace(/[:@][^/]*$/, '').replace(/^[^/]*\.[^/]*\//, (host) => '.'.repeat(host.length)),
  )
  if (upper !== null) {
    const message = `${shown} has capital letters, which names of images may not`
    return {
      message,
      help: `Write ${source.toLowerCase()}`,
      severity: 'error',
      from: upper.index,
      to: upper.index + 1,
    }
  }
  return {
    message: `${shown} is no reference of an image`,
    help: 'Write quay.io/NAME:TAG or the like',
    severity: 'error',
  }
}

const otherNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  i386: '386',
  armv7l: 'arm',
}

/** What is wrong with a platform: `os/arch` or `os/arch/variant`. */
export function platformFault(platform: string): Fault | undefined {
  if (platform === '' || platform.includes('{{')) return undefined
  const [, system = '', processor = '', variant = ''] =
    /^([a-z0-9]+)\/([a-z0-9_]+)(\/[a-z0-9]+)?$/.exec(platform) ?? []
  if (system === '')
    return { message: `\`${platform}\` is no platform`, help: 'Write linux/amd64 or the like' }
  const name = otherNames[processor]
  if (name === undefined) return undefined
  const from = system.length + 1
  const message = `\`${platform}\` is no platform: images call ${processor} ${name}`
  return { message, help: `Write ${system}/${name}${variant}`, from, to: from + processor.length }
}
