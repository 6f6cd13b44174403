// Runs the journeys of test/e2e in a real VS Code: `node scripts/e2e.mjs [--screenshots] [journey …]`.
// --screenshots retakes the pictures of the README.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { packageExtension } from './package.mjs'
import { root } from './root.mjs'

ensureInstalled()
const journeys = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const pictures = process.argv.includes('--screenshots')
const build = !existsSync(root('dist/extension.cjs')) || pictures
const { out } = await packageExtension({ out: root('out/policywright.vsix'), build })
mkdirSync(root('out/results'), { recursive: true })

const report = root('out/results/e2e-vitest.json')
const first = run(journeys)
// A browser on a busy machine now and then misses a click. A journey that failed is told once more from its start, in a
// new VS Code; a fault of ours fails again. What needed it is said, so that an unsteady step is not forgotten.
const failed = first.filter((journey) => journey.status === 'failed')
const again = failed.length === 0 ? [] : run(failed.map((journey) => journey.name))
for (const { name, assertionResults } of failed) {
  if (again.some((journey) => journey.name === name && journey.status === 'failed')) continue
  const steps = assertionResults.filter((step) => step.status === 'failed').map((step) => step.title)
  console.log(
    `${path.basename(name)} passed when told once more; at first it failed at: ${steps.join('; ') || 'its start'}`,
  )
}

const last = first.map((journey) => again.find(({ name }) => name === journey.name) ?? journey)
const steps = last.flatMap((journey) => journey.assertionResults)
const count = (...statuses) => steps.filter((step) => statuses.includes(step.status)).length
const counted = { passed: count('passed'), failed: count('failed'), skipped: count('pending', 'skipped', 'todo') }
writeFileSync(root('out/results/e2e.json'), JSON.stringify(counted))
process.exit(last.every((journey) => journey.status === 'passed') ? 0 : 1)

/** Runs journeys and reads vitest's report: one entry per file, with its steps. */
function run(files) {
  rmSync(report, { force: true })
  const { status } = spawnSync(
    process.execPath,
    [root('node_modules/vitest/vitest.mjs'), 'run', '--config', root('vitest.e2e.config.ts'), ...files],
    {
      cwd: root(),
      stdio: 'inherit',
      env: {
        ...process.env,
        POLICYWRIGHT_VSIX: out,
        ...(pictures ? { POLICYWRIGHT_PICTURES: root('docs/images') } : {}),
      },
    },
  )
  const journeys = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  // An error outside the journeys: nothing of theirs can be trusted.
  if (status !== 0 && !journeys.some((journey) => journey.status === 'failed')) process.exit(status || 1)
  return journeys
}
