import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
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
// Bundled code copies a module's own names, so the stand-in must have them.
const names = JSON.parse(process.argv[2])
const api = Object.fromEntries(names.map((name) => [name, nothing]))
const load = Module._load
Module._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest))
const cpu = process.cpuUsage()
const started = process.hrtime.bigint()
const loaded = require(process.argv[1])
loaded.activate?.({ subscriptions: [], extensionUri: nothing, globalState: nothing, workspaceState: nothing, secrets: nothing, globalStorageUri: nothing, extension: { packageJSON: {} } })
const wall = Number(process.hrtime.bigint() - started) / 1e6
const { user, system } = process.cpuUsage(cpu)
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }))
process.exit(0)
`

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface Load {
  readonly wall: number
  readonly cpu: number
}

/** Every value that VS Code's API exports, by its type declarations. */
const apiNames = (): string[] => {
  const declarations = readFileSync(projectFile('node_modules/@types/vscode/index.d.ts'), 'utf8')
  const names = [...declarations.matchAll(/export (?:class|enum|namespace|function|const) (\w+)/g)].map(
    ([, name]) => name,
  )
  return [...new Set(names.filter((name) => name !== undefined))]
}
const names = JSON.stringify(apiNames())

const load = (bundle: string): Load =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', probe, projectFile(`dist/${bundle}.cjs`), names], { encoding: 'utf8' }),
  ) as Load

/** Code load and `activate` of the extension, beside the client library that it does not load, and the sizes of the bundles. */
export async function run(): Promise<BenchRow[]> {
  if (!existsSync(projectFile('dist/extension.cjs'))) throw new Error('dist/ is not built: run `npm run build` first.')
  const own: Load[] = []
  const client: Load[] = []
  // One after the other, so that both meet the same noise.
  for (let run = 0; run < RUNS; run++) {
    own.push(load('extension'))
    client.push(load('language-client'))
  }
  const wall = median(own.map((one) => one.wall))
  const cpu = median(own.map((one) => one.cpu))
  const peer = 'loading vscode-languageclient'
  const size = (name: string): BenchRow => ({
    name: `dist/${name}.cjs`,
    value: statSync(projectFile(`dist/${name}.cjs`)).size / 1024,
    unit: 'KB',
  })
  return [
    {
      name: 'code load and activate',
      value: wall,
      unit: 'ms',
      ratioTo: { peer, ratio: wall / median(client.map((one) => one.wall)) },
      goal: 'at most 60 ms',
    },
    {
      name: 'code load and activate, CPU',
      value: cpu,
      unit: 'ms',
      ratioTo: { peer, ratio: cpu / median(client.map((one) => one.cpu)) },
    },
    { ...size('extension'), goal: 'at most 500 KB' },
    { ...size('server'), goal: 'at most 1,024 KB' },
    size('language-client'),
    size('azure'),
    size('emulator'),
    size('cli'),
  ]
}
