// `npm test`: everything, on a fresh machine too. Each step says what it did; the last line counts them all.
// `npm test -- unit` runs the named steps only.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'

ensureInstalled()
const results = root('out/results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const bin = (name) => root('node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** Each step is one check; steps with a `count` report the tests they ran instead. */
const steps = [
  { name: 'generated files are fresh', id: 'gen', command: [bin('tsx'), 'scripts/gen.ts', '--check'] },
  { name: 'types of every room', id: 'types', command: [process.execPath, 'scripts/types.mjs'] },
  { name: 'format and lint', id: 'lint', command: [bin('biome'), 'check', '.'] },
  { name: 'import map', id: 'imports', command: [process.execPath, 'scripts/imports.mjs'] },
  { name: 'dead code', id: 'knip', command: [bin('knip')] },
  { name: 'bundles', id: 'bundle', command: [process.execPath, 'scripts/bundle.mjs'] },
  {
    name: 'unit, corpus, language server, emulator, tidy',
    id: 'unit',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${root('out/results/vitest.json')}`,
    ],
    count: () => {
      const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
        readFileSync(root('out/results/vitest.json'), 'utf8'),
      )
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
    },
  },
  {
    name: 'the extension in a real VS Code host',
    id: 'e2e',
    command: [process.execPath, 'scripts/e2e.mjs'],
    count: () => JSON.parse(readFileSync(root('out/results/e2e.json'), 'utf8')),
  },
]

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = wanted.filter((id) => !steps.some((step) => step.id === id))
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}: the steps are ${steps.map((step) => step.id).join(', ')}.`)
  process.exit(2)
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.id)) continue
  const started = performance.now()
  console.log(`\n── ${step.name}`)
  const [program = '', ...args] = step.command
  const { status } = spawnSync(program, args, {
    cwd: root(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  const counted = countOf(step, status)
  for (const key of Object.keys(total)) total[key] += counted[key]
  const verdict = counted.failed > 0 ? 'FAILED' : 'ok'
  console.log(`── ${step.name}: ${verdict} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped: each says why above.`)
console.log(`tests: ${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

/** A step that broke before it could count its tests is one failure. */
function countOf(step, status) {
  const one = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  if (!step.count) return one
  const file = root(`out/results/${step.id === 'unit' ? 'vitest' : step.id}.json`)
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const counted = step.count()
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}
