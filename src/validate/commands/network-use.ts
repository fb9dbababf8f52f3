import { readShell } from '../../core/shell/lexer.ts'

/** Where a command asks the network, in UTF-16 units of its text. */
export interface NetworkUse {
  /** The program, with its verb. */
  readonly words: string
  readonly from: number
}

/** What may stand before the name of a program: the start, an operator, a word of the shell, a program that runs it. */
const before = String.raw`(?<![\w-])(?=[a-z])(?<=(?:^|[\n;&|({!]|\b(?:do|then|else|exec|sudo|time|env|nice|timeout\s+\w+)\s)\s*)`
const fetching = String.raw`(?:curl|wget|aria2c)\b(?=[^\n;|&]{0,2000}:\/\/)`
const cloning = String.raw`git\s+(?:clone|pull|fetch|ls-remote)\b`
const images = String.raw`(?:docker|podman|nerdctl|crictl|ctr\s+(?:-n\s+\S+\s+)?images?|skopeo)\s+(?:pull|copy\s+docker)\b`
const packages = String.raw`(?:apt-get|apt|dnf|yum|zypper|apk|microdnf)\s+(?:-\S+\s+)*(?:install|update|upgrade|add|in|ref|refresh|dup)\b`
const others = String.raw`(?:pip3?|npm|snap|flatpak)\s+install\b|ssh-import-id\b|helm\s+(?:repo|pull)\b|ntpdate\b`
const asking = new RegExp(`${before}(?:${fetching}|${cloning}|${images}|${packages}|${others})`, 'g')

/** Signs that a command waits, or tries again, until the network is there; or that somebody made sure of it. */
const waits = /\buntil\b|\bwhile\s+!|--retry|network-online|nm-online|wait-online|\bsleep\b|^\s*#\s*network/m
const ownMachine = /:\/\/(?:[^/\s@]*@)?(?:localhost|127\.|\[::1\]|0\.0\.0\.0)|--unix-socket|file:\/\//

const mayAsk =
  /:\/\/|\b(?:git|pull|copy|install|add|update|upgrade|in|ref|refresh|dup|helm|ntpdate|ssh-import-id)\b/

/**
 * The words and operators of a command where they stand, and blanks for the rest: comments, and what is often a script
 * for later, documents (`<<EOF`) and quoted texts of several lines.
 */
function spokenPart(text: string): string {
  let spoken = ''
  for (const { kind, text: token, from } of readShell(text).tokens) {
    if (kind === 'comment' || /^['"][^\n]*\n/.test(token)) continue
    spoken += ' '.repeat(Math.max(from - spoken.length, 0)) + token
  }
  return spoken
}

/** What a command asks of the network without waiting for it; comments and the own machine do not count. */
export function networkUse(text: string): NetworkUse | undefined {
  if (waits.test(text) || !mayAsk.test(text)) return undefined
  const command = spokenPart(text)
  for (const { 0: words, index } of command.matchAll(asking)) {
    const end = command.slice(index).search(/[\n;|]|&&/)
    const whole = end < 0 ? command.slice(index) : command.slice(index, index + end)
    if (ownMachine.test(whole) || /--(?:help|version|no-network|no-download)\b/.test(whole)) continue
    return { words: words.replace(/\s+/g, ' '), from: index }
  }
  return undefined
}
