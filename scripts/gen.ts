/**
 * Writes the generated files: folder indexes, snippets, rule pages and the table of policies.
 * Usage: `npm run gen`, or `npm run gen -- --check`, which writes nothing and exits 1 naming each file that is stale.
 */
import { fileURLToPath } from 'node:url'
import { generators } from './gen/generate.ts'
import { writeOutputs } from './gen/output.ts'

const args = process.argv.slice(2)
const unknown = args.filter((arg) => arg !== '--check')
if (unknown.length > 0) {
  console.error(`Unknown argument ${unknown.join(' ')}. Usage: npm run gen [-- --check]`)
  process.exit(2)
}
const root = fileURLToPath(new URL('..', import.meta.url))
const mode = args.includes('--check') ? 'check' : 'write'
const stale: string[] = []
for (const generate of generators) stale.push(...writeOutputs({ root, outputs: await generate(root), mode }))
if (mode === 'write') {
  console.log(stale.length === 0 ? 'Generated files were up to date.' : `Wrote ${stale.join(', ')}`)
} else if (stale.length > 0) {
  for (const path of stale) console.error(`${path} is stale; run npm run gen`)
  process.exit(1)
}
