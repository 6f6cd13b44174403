import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { BenchRow } from './bench-row.ts'

/**
 * The parser beside its peers, all of them bundled, as the product ships: from single modules each call across files costs more.
 * `npx tsx test/bench/parse.bench.ts` runs it alone.
 */
export async function run(): Promise<BenchRow[]> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('parse-contest.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    write: false,
    logLevel: 'error',
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  const module: typeof import('./parse-contest.ts') = await import(`data:text/javascript;base64,${code}`)
  return module.contest()
}

const started = process.argv[1]
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  for (const { name, value, unit, ratioTo, goal } of await run()) {
    const ratios = [ratioTo].flat().map((each) => (each === undefined ? '' : `  ratio ${each.ratio} to ${each.peer}`))
    console.log(
      `${name.padEnd(46)} ${String(value).padStart(6)} ${unit}${ratios.join()}${goal === undefined ? '' : `  goal: ${goal}`}`,
    )
  }
}
