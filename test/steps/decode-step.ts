import { loadConfig } from '../../src/core/config/load.ts'
import type { RecordShape } from '../../src/core/config/shape.ts'
import { stepShape } from '../../src/steps/index.ts'

/** Decodes the YAML of one step as the engine does. Throws for what is no valid step. */
export function decodeStep(
  yaml: string,
  shape: RecordShape<unknown> = stepShape,
): Readonly<Record<string, unknown>> {
  const indented = yaml.replace(/^/gm, '      ')
  const text = `stages:\n  test:\n    -\n${indented}\n`
  const { config, diagnostics } = loadConfig(Buffer.from(text), {
    source: 'test',
    step: shape,
    dotNotation: false,
  })
  const step = config?.stages.test?.[0]
  if (step === undefined) throw new Error(`no step: ${diagnostics[0]?.message}\n${yaml}`)
  return step
}
