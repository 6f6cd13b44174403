import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { projectFile } from '../tidy/project.ts'
import type { BenchRow } from './bench-row.ts'

const RUNS = 15

/**
 * Loads the built extension in a fresh Node and activates it, with a stand-in for VS Code's API that answers everything and
 * does nothing: what remains is the extension's own time.
 */
const probe = `
const Module = require('node:module')
const nothing = new Proxy(function () {}, {
  get: (_target, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : key === Symbol.iterator ? function* () {} : nothing),
  apply: () => nothing, construct: () => nothing,
})
const load = Module._load
Module._load = (request, ...rest) => (request === 'vscode' ? nothing : load(request, ...rest))
const started = process.hrtime.bigint()
const extension = require(process.argv[1])
extension.activate({ subscriptions: [], extensionUri: nothing, globalState: nothing, workspaceState: nothing, secrets: nothing, globalStorageUri: nothing, extension: { packageJSON: {} } })
console.log(Number(process.hrtime.bigint() - started) / 1e6)
process.exit(0)
`

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Code load and `activate` of the extension, and the sizes of what is loaded. */
export async function run(): Promise<BenchRow[]> {
  const extension = projectFile('dist/extension.cjs')
  if (!existsSync(extension)) throw new Error('dist/ is not built: run `npm run build` first.')
  const once = (): number =>
    Number(execFileSync(process.execPath, ['-e', probe, extension], { encoding: 'utf8' }).trim())
  const size = (name: string): BenchRow => ({
    name: `dist/${name}.cjs`,
    value: statSync(projectFile(`dist/${name}.cjs`)).size / 1024,
    unit: 'KB',
  })
  return [
    {
      name: 'code load and activate',
      value: median(Array.from({ length: RUNS }, once)),
      unit: 'ms',
      goal: 'at most 60 ms',
    },
    { ...size('extension'), goal: 'at most 500 KB' },
    { ...size('server'), goal: 'at most 1,024 KB' },
    size('language-client'),
    size('azure'),
    size('emulator'),
    size('cli'),
  ]
}
