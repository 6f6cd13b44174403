/**
 * Starts one more of a thing: `npm run new rule no-secret-in-header`. Writes the file, and its test where the room tests
 * leaf by leaf, and says what to do next. Nothing is overwritten.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { planNew } from './new/plan.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const plan = planNew({ root, args: process.argv.slice(2) })
if ('problem' in plan) {
  console.error(plan.problem)
  process.exit(plan.exitCode)
}
for (const { path, text } of plan.files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { flag: 'wx' })
  console.log(`Wrote ${path}`)
}
console.log(`\nNext:\n${plan.next.map((step) => `- ${step}`).join('\n')}`)
