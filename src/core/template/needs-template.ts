/** Whether a text has to be rendered at all: without an action it renders to itself. Loads nothing. */
export function needsTemplate(text: string): boolean {
  return text.includes('{{')
}
