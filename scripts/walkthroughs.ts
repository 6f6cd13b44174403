/**
 * Writes docs/walkthroughs: both jobs of the product, done against the local instance and written down.
 * Usage: `npm run walkthroughs`, or `npm run walkthroughs -- --check`, which writes nothing and exits 1 naming each page that is stale.
 */
import { fileURLToPath } from 'node:url'
import { type Output, writeOutputs } from './gen/output.ts'
import { walkthroughs } from './walkthroughs/walkthroughs.ts'

const mode = process.argv.includes('--check') ? 'check' : 'write'
const root = fileURLToPath(new URL('..', import.meta.url))
const files: Output[] = []
for (const { path, walk } of walkthroughs) {
  const page = await walk()
  console.log(`${path}: ${page.decisions} decisions`)
  files.push({ path, text: page.text() })
}
const stale = writeOutputs({ root, outputs: { files, ownedFolders: ['docs/walkthroughs'] }, mode })
for (const path of stale) console.log(mode === 'check' ? `${path} is stale; run npm run walkthroughs` : `Wrote ${path}`)
process.exitCode = mode === 'check' && stale.length > 0 ? 1 : 0
