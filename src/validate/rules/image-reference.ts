import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { imageReferenceFault, platformFault } from '../values/image-reference.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const imageReference = defineRule({
  id: 'image-reference',
  severity: 'warning',
  summary: 'The source of `unpack_images` is no reference of a container image.',
  details: `\`source\` is \`[HOST[:PORT]/]NAME[:TAG][@DIGEST]\`, as \`podman pull\` takes it: the name in lower case, without
\`docker://\` or \`oci:\`. \`platform\` is \`os/arch\` or \`os/arch/variant\`, with Go's names.`,
  bad: `stages:
  network:
    - name: Tools
      unpack_images:
        - source: docker://quay.io/example/tools:v1
          target: /opt/tools
`,
  good: `stages:
  network:
    - name: Tools
      unpack_images:
        - source: quay.io/example/tools:v1
          target: /opt/tools
`,
  checkFile(file, findings) {
    for (const { value, path } of entriesOf(valuesOf(file, 'unpack_images'))) {
      const fault = imageReferenceFault(value.source ?? '')
      if (fault !== undefined) tell(findings, file, [...path, 'source'], fault)
      const wrong = platformFault(value.platform ?? '')
      if (wrong !== undefined) tell(findings, file, [...path, 'platform'], wrong)
    }
  },
})
