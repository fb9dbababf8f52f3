import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { conditions } from '../../src/conditions/index.ts'
import type { Shape } from '../../src/core/config/shape.ts'
import { knownStages } from '../../src/core/config/stage-names.ts'
import { stepKeys } from '../../src/steps/index.ts'
import type { Rule } from '../../src/validate/rule.ts'
import { rules } from '../../src/validate/rules/index.ts'
import type { GeneratedFile } from '../schema/generated.ts'
import { fieldRows, inCell, kindOf } from './field-rows.ts'
import { saidOfExample } from './said-of-example.ts'
import { templates } from './templates.ts'

const folder = 'docs/reference'
const handlebars = Handlebars.create()
const fill = (name: keyof typeof templates) =>
  handlebars.compile(templates[name], { noEscape: true, strict: true })
const key = fill('key')
const rule = fill('rule')
const index = fill('index')

/** What `npm run docs` writes: a page for each step key, condition and rule, and their index. */
export async function referencePages(): Promise<readonly GeneratedFile[]> {
  return [
    { path: `${folder}/README.md`, text: indexPage() },
    ...stepKeys.map((step, i) => ({
      path: `${folder}/steps/${step.key}.md`,
      text: keyPage(step, placeOf(i)),
    })),
    ...conditions.map((each) => ({ path: `${folder}/steps/${each.key}.md`, text: keyPage(each, '') })),
    ...(await Promise.all(rules.map(rulePage))),
  ]
}

interface Key {
  readonly key: string
  readonly docs: string
  readonly shape: Shape
}

function keyPage({ key: name, docs, shape }: Key, place: string): string {
  const written = readFileSync(new URL(`notes/${name}.md`, import.meta.url), 'utf8')
  const end = written.indexOf('\n```\n') + '\n```\n'.length
  return key({
    key: name,
    docs,
    place: [place, shape.kind === 'map' ? sentence(shape.description) : '']
      .filter((text) => text !== '')
      .join(' '),
    rows: fieldRows(shape),
    value: kindOf(shape),
    description: shape.kind === 'map' ? '' : sentence(shape.description),
    example: written.slice(0, end).trim(),
    notes: written.slice(end).trim(),
  })
}

function sentence(text = ''): string {
  return text === '' || /[.!]$/.test(text) ? text : `${text}.`
}

function placeOf(i: number): string {
  const [before, after] = [stepKeys[i - 1]?.key, stepKeys[i + 1]?.key]
  const words = [before && `behind \`${before}\``, after && `before \`${after}\``]
    .filter(Boolean)
    .join(' and ')
  return `Applied ${words} of the same step.`
}

async function rulePage(each: Rule): Promise<GeneratedFile> {
  const { id, severity, summary, details, bad, good } = each
  const heading = { error: 'An error', warning: 'A warning', hint: 'A hint' }[severity]
  const findings = (await saidOfExample(each)).map(({ region, message, help }) => ({
    where: region === undefined ? 'The file' : `Line ${region.line}, column ${region.column}`,
    message,
    help: help ?? '',
  }))
  const words = { id, summary, severity: heading, details: details.trim(), findings }
  const text = rule({ ...words, bad: fenced(bad), good: fenced(good) })
  return { path: `${folder}/rules/${id}.md`, text }
}

/** A whole file as a block; a longer fence where the text has one itself. */
function fenced(text: string): string {
  const fence = text.includes('```') ? '````' : '```'
  return `${fence}yaml\n${text.endsWith('\n') ? text : `${text}\n`}${fence}`
}

function indexPage(): string {
  const row = ({ key: name, docs }: Key) => ({ key: name, docs: inCell(docs) })
  return index({
    steps: stepKeys.map(row),
    conditions: conditions.map(row),
    stages: Object.entries(knownStages).map(([name, description]) => ({ name, description })),
    rules: rules.map(({ id, severity, summary }) => ({ id, severity, summary: inCell(summary) })),
  })
}
