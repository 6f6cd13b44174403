import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const built = existsSync(join(project, 'dist/cli.cjs'))
if (!built) console.log('skipped: the pipelines are not tried, since dist/ is not built (npm run build)')

const clean = '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n'
const bad = clean.replace('<base />', '<base />\n    <set-haeder />')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-ci-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

interface Step {
  readonly run?: string
  readonly bash?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Replaces `${{ … }}` and `$(…)` as the services do; one that is not known is a mistake in the file. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{\{ *([\w.-]+) *\}\}|\$\(([A-Z][\w.]*)\)/g, (_match, expression?: string, macro?: string) => {
    const value = values[expression ?? macro ?? '']
    if (value === undefined) throw new Error(`nothing is known of ${expression ?? macro}`)
    return value
  })

/** Runs the steps one after the other until one fails. */
function runSteps(steps: readonly Step[], values: Readonly<Record<string, string>>) {
  let out = ''
  for (const { run, bash, env = {} } of steps) {
    const script = run ?? bash
    if (script === undefined) continue
    const filledEnv = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, values)]))
    const done = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', filled(script, values)], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_ACTION_PATH: project, ...filledEnv },
    })
    out += done.stdout + done.stderr
    if (done.status !== 0) return { code: done.status, out }
  }
  return { code: 0, out }
}

describe.skipIf(!built)('the GitHub Action', () => {
  const action = parse(readFileSync(join(project, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>
    readonly runs: { readonly using: string; readonly steps: readonly Step[] }
  }
  const run = (inputs: Readonly<Record<string, string>> = {}) => {
    const values = Object.entries(action.inputs).map(([name, { default: byDefault }]) => [
      `inputs.${name}`,
      inputs[name] ?? byDefault,
    ])
    return runSteps(action.runs.steps, Object.fromEntries(values))
  }

  test('annotates, and fails for errors only', () => {
    write('apis/a/policy.xml', clean)
    expect(run()).toMatchObject({ code: 0 })
    write('apis/b/policy.xml', bad)
    const { code, out } = run()
    expect(code).toBe(1)
    expect(out).toContain('::error file=apis/b/policy.xml,line=4,')
  })

  test('writes a SARIF log beside, also when it fails', () => {
    write('apis/b/policy.xml', bad)
    expect(run({ 'sarif-file': 'out/policies.sarif' }).code).toBe(1)
    expect(JSON.parse(readFileSync(join(folder, 'out/policies.sarif'), 'utf8')).version).toBe('2.1.0')
    expect(run({ paths: 'none', 'sarif-file': 'out/policies.sarif' }).code).toBe(2)
    expect(existsSync(join(folder, 'out/policies.sarif'))).toBe(false)
  })

  test('takes every input, and none of them as code', () => {
    write('apis/a b/policy.xml', clean)
    expect(run({ paths: 'apis/a b\n\napis', set: 'strict', gateway: 'v2', 'max-warnings': '99' }).code).toBe(0)
    expect(run({ paths: 'apis', baseline: 'known.json' })).toMatchObject({ code: 2 })
    expect(run({ paths: 'apis', 'changed-since': 'HEAD' }).out).toContain('needs a git repository')
    const { code } = run({ paths: 'apis; touch pwned $(touch pwned) `touch pwned`' })
    expect(code).toBe(2)
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
  })

  test('hands every input on', () => {
    const used = JSON.stringify(action.runs.steps)
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} `)
  })
})

describe.skipIf(!built)('the steps for Azure Pipelines', () => {
  const template = parse(readFileSync(join(project, 'ci/azure-pipelines.yml'), 'utf8')) as {
    readonly parameters: readonly { readonly name: string; readonly default: string }[]
    readonly steps: readonly (Step & { readonly inputs?: Readonly<Record<string, string>> })[]
  }

  test('report, fail, and leave test results', () => {
    write('apis/b/policy.xml', bad)
    // The template checks the project out beside the sources.
    mkdirSync(join(folder, 'work'))
    for (const part of ['ci', 'dist', 'package.json'])
      cpSync(join(project, part), join(folder, 'work/policywright', part), {
        recursive: true,
        filter: (file) => !file.endsWith('.map'),
      })
    const macros = {
      'Pipeline.Workspace': join(folder, 'work'),
      'Build.SourcesDirectory': folder,
      'Agent.TempDirectory': join(folder, 'temp'),
    }
    const values = {
      ...macros,
      ...Object.fromEntries(
        template.parameters.map(({ name, default: byDefault }) => [`parameters.${name}`, byDefault]),
      ),
      'parameters.paths': 'apis',
    }
    const { code, out } = runSteps(template.steps, values)
    expect(code).toBe(1)
    expect(out).toContain('unknown-policy')
    const results = template.steps.at(-1)?.inputs?.testResultsFiles ?? ''
    expect(readFileSync(filled(results, macros), 'utf8')).toContain('failures="1"')
  })
})

describe.skipIf(!built)('the hooks of pre-commit', () => {
  interface Hook {
    readonly id: string
    readonly entry: string
    readonly language: string
    readonly files: string
  }
  const hooks = parse(readFileSync(join(project, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[]
  const hook = (id: string): Hook => hooks.find((each) => each.id === id) as Hook
  /** As pre-commit runs a `script`: the entry from the hooks' repository, with the files behind. */
  const run = (id: string, files: readonly string[]) => {
    const [script = '', ...args] = hook(id).entry.split(' ')
    return spawnSync(join(project, script), [...args, ...files], { cwd: folder, encoding: 'utf8' })
  }

  test('check what is committed', () => {
    write('apis/a/policy.xml', clean)
    write('apis/b/policy.xml', bad)
    expect(run('policywright-check', ['apis/a/policy.xml']).status).toBe(0)
    const { status, stdout } = run('policywright-check', ['apis/a/policy.xml', 'apis/b/policy.xml'])
    expect(status).toBe(1)
    expect(stdout).toContain('apis/b/policy.xml:4:6 error unknown-policy')
  })

  test('format in place', () => {
    write('a.policy.xml', clean.replaceAll('  ', ''))
    expect(run('policywright-format', ['a.policy.xml']).status).toBe(0)
    expect(readFileSync(join(folder, 'a.policy.xml'), 'utf8')).toContain('    <inbound>')
  })

  test.each([
    ['policy.xml', true],
    ['apis/a/policy.xml', true],
    ['log.fragment.xml', true],
    ['orders.policy.cshtml', true],
    ['pom.xml', false],
    ['my-policy.xml', false],
  ])('%s is a policy document: %s', (file, expected) => {
    for (const { files, language } of hooks) {
      expect(new RegExp(files).test(file)).toBe(expected)
      expect(language).toBe('script')
    }
  })
})

describe('building from a checkout', () => {
  const copy = (): void => {
    cpSync(join(project, 'ci'), join(folder, 'ci'), { recursive: true })
    write(
      'scripts/bundle.mjs',
      "import { mkdirSync, writeFileSync } from 'node:fs'\nmkdirSync('dist')\nwriteFileSync('dist/cli.cjs', '')\n",
    )
  }
  const build = (env: NodeJS.ProcessEnv = process.env) =>
    spawnSync('bash', [join(folder, 'ci/build.sh')], { cwd: folder, encoding: 'utf8', env })

  test('happens once', () => {
    copy()
    expect(build().status).toBe(0)
    expect(existsSync(join(folder, 'dist/cli.cjs'))).toBe(true)
    rmSync(join(folder, 'scripts'), { recursive: true })
    expect(build().status).toBe(0)
  })

  test('says which Node it needs', () => {
    copy()
    write('bin/node', '#!/bin/sh\necho 18\n')
    chmodSync(join(folder, 'bin/node'), 0o755)
    const { status, stderr } = build({ ...process.env, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) })
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'Policywright needs Node 20 or newer; this is Node 18.\n' })
  })

  test('the scripts can be run', () => {
    const modes = execFileSync('git', ['ls-files', '-s', 'ci'], { cwd: project, encoding: 'utf8' })
    for (const line of modes
      .trim()
      .split('\n')
      .filter((each) => each.endsWith('.sh')))
      expect(line).toMatch(/^100755 /)
  })
})
