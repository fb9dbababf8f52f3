// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the shell's syntax that is tested
import t from 'tap'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import { templateSurroundings } from '../../../../src/system/template-surroundings.ts'

const surroundings = templateSurroundings({ HOME: '/root', A1: 'x', '1': 'one', '*': 'all' })

const rows: readonly (readonly [template: string, output: string])[] = [
  ['{{ env "HOME" }}', '/root'],
  ['{{ env "NONE" }}|{{ env "constructor" }}', '|'],
  ['{{ expandenv "$HOME/${HOME}x$A1" }}', '/root//rootxx'],
  ['{{ expandenv "$HOMEx $NONE- ${A1}" }}', ' - x'],
  // A digit or sign is a name by itself.
  ['{{ expandenv "$1x$12 $* ${*}" }}', 'onexone2 all all'],
  ['{{ expandenv "a$ $$ ${} ${HOME $é" }}', 'a$   HOME $é'],
]

for (const [template, output] of rows) {
  t.test(`${template} gives ${output}`, async (t) => {
    const result = await renderTemplate(template, {}, { surroundings })
    t.equal(result.ok ? result.text : result.error.message, output)
  })
}
