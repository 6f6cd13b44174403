// Runs the journeys of test/e2e in a real VS Code: `node scripts/e2e.mjs [--screenshots] [journey …]`.
// --screenshots retakes the pictures of the README.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { ensureInstalled } from './install.mjs'
import { packageExtension } from './package.mjs'
import { root } from './root.mjs'

ensureInstalled()
const journeys = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const pictures = process.argv.includes('--screenshots')
const build = !existsSync(root('dist/extension.cjs')) || pictures
const { out } = await packageExtension({ out: root('out/policywright.vsix'), build })
mkdirSync(root('out/results'), { recursive: true })

const { status } = spawnSync(
  process.execPath,
  [root('node_modules/vitest/vitest.mjs'), 'run', '--config', root('vitest.e2e.config.ts'), ...journeys],
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
const report = root('out/results/e2e-vitest.json')
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  const counted = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  writeFileSync(root('out/results/e2e.json'), JSON.stringify(counted))
}
process.exit(status ?? 1)
