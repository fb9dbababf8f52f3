import { defineRule } from '../rule.ts'

export const ignoreComment = defineRule({
  id: 'ignore-comment',
  severity: 'warning',
  summary: 'A `cos-config-ignore` comment names no known rule, gives no reason, or hides nothing.',
  details: `A comment \`# cos-config-ignore RULE reason\` hides what a rule finds: on its own line when it stands behind
something, else on the next line. Whoever reads it later must know why, so it needs a reason. A comment that hides
nothing any more would hide the next mistake, so it has to go.`,
  bad: `stages:
  boot:
    - name: Message of the day
      # cos-config-ignore decimal-mode
      hostname: node
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 644 # cos-config-ignore decimal-mode the readers of this file know
          content: Welcome
`,
  // Looked at when the findings of all rules are known: src/validate/apply-ignores.ts.
})
