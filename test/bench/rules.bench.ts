import type { BenchRow } from './bench-row.ts'
import { bundled } from './bundled.ts'

/** What a keystroke costs, by part and by rule. */
export async function run(): Promise<BenchRow[]> {
  const { run: measure } = await bundled<typeof import('./rule-costs.ts')>('rule-costs.ts')
  return measure()
}
