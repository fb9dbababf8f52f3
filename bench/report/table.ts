import type { Finding } from '../finding.ts'
import type { Spread } from '../statistics.ts'

/** A finding whose median is over its limit, or that cannot be trusted. */
export function missed(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ judged, limit, trouble }) =>
      trouble !== undefined ||
      (limit !== undefined && !(judged !== undefined && judged.value.median <= limit)),
  )
}

/** One finding in one line, while the others are still being timed. */
export function shortLine(finding: Finding): string {
  const { what, ours, yip, ratio, limit, verdict } = cells(finding)
  return `${what}: ${ours} | ${yip} | ${ratio} ${limit} ${verdict}`.trimEnd()
}

/** All findings as columns for a terminal. */
export function table(findings: readonly Finding[]): string {
  const heading = {
    what: '',
    ours: 'cos-config',
    yip: 'yip',
    ratio: 'ratio',
    limit: 'limit',
    rounds: 'rounds',
    verdict: '',
  }
  const lines = [heading, ...findings.map(cells)]
  const keys = ['what', 'ours', 'yip', 'ratio', 'limit', 'rounds', 'verdict'] as const
  const widths = keys.map((key) => Math.max(...lines.map((line) => line[key].length)))
  const text = lines.map((line) =>
    keys
      .map((key, column) =>
        column === 0 ? line[key].padEnd(widths[0] ?? 0) : line[key].padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const troubles = findings.flatMap(({ what, trouble }) => (trouble ? [`! ${what}: ${trouble}`] : []))
  return [...text, ...troubles].join('\n')
}

/** A finding as texts: medians with the range of their middle half. */
export function cells(finding: Finding) {
  const { engines, judged, limit, unit, rounds, runs } = finding
  return {
    what: finding.what,
    ours: measured(engines.ours ?? engines.node, unit),
    yip: measured(engines.yip, unit),
    ratio: judged && judged.of !== 'ours' ? measured(judged.value, 'x') : '',
    limit: limit === undefined ? '' : `<= ${limit}`,
    rounds: runs > 1 ? `${rounds} of ${runs}` : String(rounds),
    verdict: finding.trouble ? 'NOT COMPARABLE' : missed([finding]).length > 0 ? 'OVER' : '',
  }
}

function measured(spread: Spread | undefined, unit: Finding['unit']): string {
  if (!spread) return ''
  const digits = unit === 'x' ? 2 : spread.median < 100 ? 1 : 0
  const [median, low, high] = [spread.median, spread.low, spread.high].map((value) => value.toFixed(digits))
  return `${median}${unit === 'x' ? '' : ` ${unit}`} (${low}-${high})`
}
