import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkTree } from '../../language-server/core/expression/check.ts'
import { parseExpression } from '../../language-server/core/expression/parse.ts'
import { createPolicyService } from '../../language-server/core/service.ts'
import { dataChunks } from '../../scripts/data-chunks.mjs'
import { projectFile } from '../tidy/project.ts'

/** The core as the server has it: what is known of types is data there, and nothing of it runs. */
interface Core {
  readonly checkTree: typeof checkTree
  readonly parseExpression: typeof parseExpression
  readonly createPolicyService: typeof createPolicyService
}

const folder = mkdtempSync(join(tmpdir(), 'policywright-data-'))
let core: Core

beforeAll(async () => {
  const outfile = join(folder, 'core.cjs')
  const from = (file: string) => JSON.stringify(projectFile(`language-server/core/${file}`))
  await build({
    stdin: {
      contents: `export { checkTree } from ${from('expression/check.ts')}
        export { parseExpression } from ${from('expression/parse.ts')}
        export { createPolicyService } from ${from('service.ts')}`,
      resolveDir: folder,
    },
    outfile,
    absWorkingDir: projectFile('.'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [dataChunks(folder)],
    logLevel: 'error',
  })
  core = createRequire(import.meta.url)(outfile) as Core
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

interface Case {
  readonly id: string
  readonly code: string
}

const cases: readonly Case[] = readdirSync(projectFile('test/oracle/cases')).flatMap((file) =>
  readFileSync(projectFile(`test/oracle/cases/${file}`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case),
)

const judged = ({ parseExpression: parse, checkTree: check }: Core, { code }: Case) => {
  const tree = parse({ code: code.slice(2, -1), form: code.startsWith('@{') ? 'brace' : 'paren' })
  const { type, diagnostics } = check(tree)
  return { type, diagnostics: [...tree.diagnostics, ...diagnostics] }
}

it('judges expressions by the data of types as by the types themselves', () => {
  expect(cases.length).toBeGreaterThan(500)
  const ours: Core = { checkTree, parseExpression, createPolicyService }
  const differing = cases.filter((one) => JSON.stringify(judged(core, one)) !== JSON.stringify(judged(ours, one)))
  expect(differing).toEqual([])
})

it.each([
  ['<policies><inbound><set-header name="a" ┆ /></inbound></policies>', 'exists-action'],
  ['<policies><inbound><┆ /></inbound></policies>', 'validate-jwt'],
  ['<policies><inbound><set-body>@(context.Request.Headers.┆)</set-body></inbound></policies>', 'GetValueOrDefault'],
])('completes %s from the data', (marked, label) => {
  const cursor = marked.indexOf('┆')
  const text = core.createPolicyService().read(marked.replace('┆', ''))
  expect(text.complete({ line: 0, character: cursor }).items.map((item) => item.label)).toContain(label)
})
