/** The pages of the reference, in Markdown. Lines are given as they are to stand there. */
export const templates = {
  key: `# {{key}}

{{docs}}

{{#if place}}
{{place}}

{{/if}}
{{#if rows.length}}
| key | value | default | what it is |
|---|---|---|---|
{{#each rows}}
| \`{{key}}\` | {{value}} | {{absent}} | {{description}} |
{{/each}}
{{else}}
Value: {{value}}.{{#if description}} {{description}}{{/if}}
{{/if}}

## Example

{{example}}

## Good to know

{{notes}}
`,
  rule: `# {{id}}

{{summary}}

{{severity}}; turn it off or make it count more with \`--rule {{id}}=off|warn|error\`, in \`.cos-config.yaml\`, or for one
line with \`# cos-config-ignore {{id}} REASON\`.

{{details}}

## Found fault with

{{bad}}

{{#each findings}}
- {{where}}: {{message}}{{#if help}}\\
  {{help}}{{/if}}
{{/each}}

## Put right

{{good}}
`,
  index: `# Reference

Made from the program itself by \`npm run docs\`.

## Keys of a step, in the order in which they are applied

| key | what it does |
|---|---|
{{#each steps}}
| [{{key}}](steps/{{key}}.md) | {{docs}} |
{{/each}}

Besides them a step has a \`name\`, and \`after\`, the steps that it waits for instead of the one above it.

## Conditions, in the order in which they are asked

The first that does not hold skips the step, which is no failure.

| key | what it does |
|---|---|
{{#each conditions}}
| [{{key}}](steps/{{key}}.md) | {{docs}} |
{{/each}}

## Stages

Each stage NAME runs as NAME.before, NAME and NAME.after. Any other name can be run by hand.

| stage | when |
|---|---|
{{#each stages}}
| \`{{name}}\` | {{description}} |
{{/each}}

## Rules of validate

| rule | severity | what it finds |
|---|---|---|
{{#each rules}}
| [{{id}}](rules/{{id}}.md) | {{severity}} | {{summary}} |
{{/each}}
`,
} as const
