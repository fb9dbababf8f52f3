/** Shorter than this a "secret" is a common word, and hiding it would hide the report itself. */
const shortestSecret = 4

/** What stands in place of a secret. */
const mask = '********'

/**
 * A function that hides secrets wherever they turn up in a text: a password of the configuration in the output of
 * a failed command, say.
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
  const hidden = [...new Set(secrets)].filter((secret) => secret.length >= shortestSecret)
  hidden.sort((a, b) => b.length - a.length)
  if (hidden.length === 0) return (text) => text
  return (text) => hidden.reduce((rest, secret) => rest.replaceAll(secret, mask), text)
}
