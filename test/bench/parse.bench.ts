import type { BenchRow } from './bench-row.ts'
import { bundled } from './bundled.ts'

/** The parser beside its peers, all of them bundled. */
export async function run(): Promise<BenchRow[]> {
  const { contest } = await bundled<typeof import('./parse-contest.ts')>('parse-contest.ts')
  return contest()
}
