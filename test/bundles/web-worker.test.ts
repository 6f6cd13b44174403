import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import type { compileExpression } from '../../language-server/core/expression/compile.ts'
import type { sampleContext, sampleHost } from '../../language-server/core/expression/sample-context.ts'
import type { createPolicyService } from '../../language-server/core/service.ts'
import { projectFile } from '../tidy/project.ts'

/** The whole core, evaluator included, in a world that has JavaScript and nothing else: no Node, no DOM, no timers. */
interface Core {
  readonly createPolicyService: typeof createPolicyService
  readonly compileExpression: typeof compileExpression
  readonly sampleContext: typeof sampleContext
  readonly sampleHost: typeof sampleHost
}

let core: Core
let inputs: readonly string[] = []

beforeAll(async () => {
  const from = (file: string) => JSON.stringify(projectFile(`language-server/core/${file}`))
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { createPolicyService } from ${from('service.ts')}
        export { compileExpression } from ${from('expression/compile.ts')}
        export { sampleContext, sampleHost } from ${from('expression/sample-context.ts')}`,
      resolveDir: projectFile('.'),
    },
    absWorkingDir: projectFile('.'),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'core',
    target: 'es2023',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  inputs = Object.keys(metafile.inputs)
  const world = createContext(Object.create(null))
  runInContext(outputFiles[0]?.text ?? '', world)
  core = runInContext('core', world) as Core
}, 60_000)

describe('the core in a web worker', () => {
  it('is the project’s own code but for libraries that run anywhere', () => {
    const packages = inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])
    const anywhere = ['vscode-languageserver-types', 'fast-xml-parser', 'jsonc-parser', 'yaml', 'liquidjs']
    expect([...new Set(packages)].filter((name) => !anywhere.includes(name))).toEqual([])
    expect(inputs.length).toBeGreaterThan(400)
  })

  it('checks a document', () => {
    const text = core
      .createPolicyService()
      .read('<policies><inbound><set-heder /><set-body>@(1 + true)</set-body></inbound></policies>')
    const codes = text.diagnostics().map(({ code }) => code)
    expect(codes).toContain('unknown-policy')
    expect(text.diagnostics().map(({ message }) => message)).toContainEqual(expect.stringContaining('CS0019'))
  })

  it.each([
    ['<policies><inbound><┆ /></inbound></policies>', 'set-header'],
    ['<policies><inbound><set-body>@(context.Request.┆)</set-body></inbound></policies>', 'Headers'],
  ])('completes %s', (marked, label) => {
    const text = core.createPolicyService().read(marked.replace('┆', ''))
    const { items } = text.complete({ line: 0, character: marked.indexOf('┆') })
    expect(items.map((item) => item.label)).toContain(label)
  })

  it.each([
    ['context.Request.Method + "-" + 7 / 2', 'GET-3'],
    ['JObject.Parse("{\\"a\\":[1,2]}").SelectToken("$.a[1]").ToString()', '2'],
    ['Convert.ToBase64String(Encoding.UTF8.GetBytes("ü"))', 'w7w='],
    ['new DateTime(2024, 2, 29).AddYears(1).ToString("yyyy-MM-dd")', '2025-02-28'],
    ['Regex.Replace("order 12", "(?<n>\\\\d+)", "#${n}")', 'order #12'],
    ['XElement.Parse("<a><b>x</b></a>").Element("b").Value', 'x'],
    ['string.Join(",", new[] { 3, 1, 2 }.OrderBy(n => n))', '1,2,3'],
    [
      'BitConverter.ToString(new HMACSHA256(Encoding.UTF8.GetBytes("k")).ComputeHash(Encoding.UTF8.GetBytes("a"))).Substring(0, 5)',
      '78-DA',
    ],
  ])('evaluates %s', (code, value) => {
    const { run, diagnostics } = core.compileExpression({ code, form: 'paren' })
    expect(diagnostics).toEqual([])
    expect(run(core.sampleContext(), core.sampleHost)).toBe(value)
  })
})
