import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dispatch } from '../dispatch.ts'

const noBase = '<policies>\n  <inbound>\n    <return-response />\n  </inbound>\n</policies>\n'
const clean = '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n'
const bad = clean.replace('<base />', '<base />\n    <set-haeder />')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-options-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

async function run(args: readonly string[], cwd = folder) {
  const written = { out: '', err: '' }
  const code = await dispatch(args, {
    cwd,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => '',
  })
  return { code, ...written }
}

interface Answer {
  readonly code: number
  readonly found: readonly string[]
  readonly answer: {
    readonly files: readonly { readonly path: string }[]
    readonly summary: { readonly baseline?: unknown }
    readonly fixed?: unknown
  }
}

/** `severity rule` of the findings of the rules that these documents are about. */
async function check(...args: string[]): Promise<Answer> {
  const { code, out, err } = await run(['check', '--output', 'json', ...args])
  expect(err.includes('policywright check:')).toBe(false)
  const answer = JSON.parse(out)
  const findings: { readonly rule: string; readonly severity: string }[] = answer.files.flatMap(
    (file: { findings: unknown }) => file.findings,
  )
  const found = findings
    .filter(({ rule }) => ['missing-base', 'unknown-policy', 'unused-suppression', 'wrong-scope'].includes(rule))
    .map(({ rule, severity }) => `${severity} ${rule}`)
  return { code, found, answer }
}

describe('policywright.json', () => {
  test('the nearest one above a document counts, and options count more', async () => {
    write('policywright.json', '{ "rules": { "missing-base": "error" } }')
    write('inner/policywright.json', '{ // ours\n "rules": { "missing-base": "off" } }')
    write('apis/a/policy.xml', noBase)
    write('inner/apis/a/policy.xml', noBase)
    expect(await check('apis')).toMatchObject({ code: 1, found: ['error missing-base'] })
    expect(await check('inner')).toMatchObject({ code: 0, found: [] })
    expect(await check('--rule', 'missing-base=info', 'inner')).toMatchObject({ found: ['info missing-base'] })
  })

  test('overrides, bindings, gateway and layout count from its folder', async () => {
    write(
      'policywright.json',
      JSON.stringify({
        overrides: [{ files: ['legacy/**'], rules: { 'missing-base': 'off' } }],
        bindings: { 'odd/*.xml': { scope: 'api' } },
        layout: { product: 'goods/{product}.xml' },
      }),
    )
    const quota = clean.replace('<base />', '<base /><quota calls="1" renewal-period="1" />')
    write('legacy/a.api.policy.xml', noBase)
    write('odd/a.xml', quota)
    write('goods/a.xml', quota)
    expect((await check('legacy')).found).toEqual([])
    expect((await check('odd')).found).toEqual(['error wrong-scope'])
    expect((await check('goods')).found).toEqual([])
  })

  test.each([
    [
      '{ "rules": { "missing-bse": "off" } }',
      ":1:14 rules: there is no rule 'missing-bse'; did you mean 'missing-base'?",
    ],
    ['{ "rules": { "a": "off", "b": "off" } }', '(1 more like this)'],
    ['{', ":1:2 A '}' is missing."],
  ])('%s ends the command with one line', async (text, words) => {
    write('policywright.json', text)
    write('a.xml', clean)
    const { code, err } = await run(['check', 'a.xml'])
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err.trimEnd()).not.toContain('\n')
  })
})

describe('which rules, how many', () => {
  beforeEach(() => write('a.api.policy.xml', noBase))

  test.each([
    [['--rule', 'missing-base=error'], 1, ['error missing-base']],
    [['--rule', 'missing-base=off'], 0, []],
    [['--rule', 'missing-base=off', '--rule', 'missing-base'], 0, ['warning missing-base']],
    [['--max-warnings', '0'], 1, ['warning missing-base']],
    [['--max-warnings', '100'], 0, ['warning missing-base']],
    [['--set', 'strict'], 0, ['warning missing-base']],
  ] as const)('%j', async (args, code, found) => {
    const { code: exit, out } = await run(['check', '--output', 'json', ...args, 'a.api.policy.xml'])
    const findings: { rule: string; severity: string }[] = JSON.parse(out).files[0].findings
    expect(exit).toBe(code)
    expect(
      findings.filter(({ rule }) => rule === 'missing-base').map(({ rule, severity }) => `${severity} ${rule}`),
    ).toEqual(found)
  })

  test.each([
    [['--rule', 'missing-bse', 'a.api.policy.xml'], "there is no rule 'missing-bse'; did you mean 'missing-base'?"],
    [['--rule', 'missing-base=warn', 'a.api.policy.xml'], 'is not one of error, warning'],
    [['--set', 'all', 'a.api.policy.xml'], "--set 'all'"],
    [['--max-warnings', '-1', 'a.api.policy.xml'], '--max-warnings'],
    [['--max-warnings', 'many', 'a.api.policy.xml'], "--max-warnings 'many'"],
    [['--update-baseline', 'a.api.policy.xml'], '--update-baseline needs --baseline'],
    [['--baseline', 'absent.json', 'a.api.policy.xml'], 'is not there'],
    [['--fix', '-'], '--fix writes files'],
    [['--output', 'xml', 'a.api.policy.xml'], 'text, json, stylish, sarif, github, junit'],
  ])('%j is wrong usage', async (args, words) => {
    const { code, out, err } = await run(['check', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(words)
    expect(err.trimEnd()).not.toContain('\n')
  })
})

describe('the baseline', () => {
  const first = '<policies>\n  <inbound />\n  <outbound />\n</policies>\n'

  test('hides what is known, wherever it moves to, and nothing else', async () => {
    write('a.api.policy.xml', first)
    expect((await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])).err).toContain(
      '2 findings written',
    )
    expect(await check('--baseline', 'known.json', '.')).toMatchObject({ code: 0, found: [] })
    write('a.api.policy.xml', first.replace('<policies>', '<!-- new -->\n<policies>\n\n'))
    expect((await check('--baseline', 'known.json', '.')).found).toEqual([])
    write('b.api.policy.xml', first)
    const { answer, found } = await check('--baseline', 'known.json', '.')
    expect(found).toEqual(['warning missing-base', 'warning missing-base'])
    expect(answer.summary.baseline).toEqual({ hidden: 2, gone: 0 })
  })

  test('tells what is gone, and forgets it when it is written again', async () => {
    write('a.api.policy.xml', first)
    write('policywright.json', '{ "baseline": "known.json" }')
    await run(['check', '--update-baseline', '.'])
    write('a.api.policy.xml', clean)
    expect((await run(['check', '.'])).out).toContain('2 findings of the baseline no longer there')
    await run(['check', '--update-baseline', '.'])
    expect(JSON.parse(read('known.json'))).toEqual({ version: 1, findings: [] })
  })

  test('knows each policy of a file of infrastructure by itself', async () => {
    const named = (name: string, text: string): string =>
      `resource ${name} 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {\n  properties: { value: '''${text}''' }\n}\n`
    write('main.bicep', named('a', clean) + named('b', first))
    await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])
    expect(read('known.json')).toContain('"path": "main.bicep#b"')
    expect(await check('--baseline', 'known.json', '.')).toMatchObject({ found: [] })
    write('main.bicep', named('a', first) + named('b', clean))
    const { answer, found } = await check('--baseline', 'known.json', '.')
    expect(found).toEqual(['warning missing-base', 'warning missing-base'])
    expect(answer.summary.baseline).toEqual({ hidden: 0, gone: 2 })
    await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])
    expect(read('known.json')).not.toContain('main.bicep#b')
  })

  test('keeps what is known of files that are not checked', async () => {
    write('a.api.policy.xml', first)
    write('b.api.policy.xml', first)
    await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])
    const before = read('known.json')
    const { out } = await run(['check', '--baseline', 'known.json', '--update-baseline', 'a.api.policy.xml'])
    expect(out).not.toContain('no longer there')
    expect(read('known.json')).toBe(before)
  })

  test('forgets files that are no longer there', async () => {
    write('a.api.policy.xml', first)
    write('b.api.policy.xml', first)
    await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])
    const both = JSON.parse(read('known.json')).findings.length
    rmSync(join(folder, 'b.api.policy.xml'))
    const { out } = await run(['check', '--baseline', 'known.json', '.'])
    expect(out).toContain(`${both / 2} findings of the baseline no longer there`)
    await run(['check', '--baseline', 'known.json', '--update-baseline', '.'])
    expect(JSON.parse(read('known.json')).findings).toHaveLength(both / 2)
  })

  test.each([
    ['{"version":2,"findings":[]}', 'is of version 2'],
    ['<<<<<<< HEAD', 'is no JSON; take it back from version control'],
  ])('that is none is refused: %s', async (text, words) => {
    write('a.xml', clean)
    write('known.json', text)
    const { code, err } = await run(['check', '--baseline', 'known.json', 'a.xml'])
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})

describe('--fix', () => {
  test('makes the one remedy, says so, and leaves nothing to fix', async () => {
    write('a.api.policy.xml', '<policies>\n  <inbound />\n</policies>\n')
    const { code, out } = await run(['check', '--fix', '.'])
    expect(code).toBe(0)
    expect(out).toContain('a.api.policy.xml: 1 fixed (missing-base)')
    expect(read('a.api.policy.xml')).toContain('<base />')
    const after = read('a.api.policy.xml')
    expect((await run(['check', '--fix', '.'])).out).not.toContain('fixed')
    expect(read('a.api.policy.xml')).toBe(after)
  })

  test('leaves a document alone that is not understood as a whole', async () => {
    const broken = '<policies>\n  <inbound>\n</policies>\n'
    write('a.api.policy.xml', broken)
    const { code, out } = await run(['check', '--fix', '.'])
    expect(code).toBe(1)
    expect(out).toContain('a.api.policy.xml: not fixed')
    expect(read('a.api.policy.xml')).toBe(broken)
  })

  test('leaves a file that cannot be written back, fixes the others, and says so', async () => {
    write('a.api.policy.xml', noBase)
    const latin = Buffer.from(noBase.replace('<return', '<!-- \xE4 -->\n    <return'), 'latin1')
    writeFileSync(join(folder, 'b.api.policy.xml'), latin)
    const { code, out, err } = await run(['check', '--fix', '.'])
    expect(code).toBe(2)
    expect(out).toContain('a.api.policy.xml: 1 fixed (missing-base)')
    expect(out).toMatch(/b\.api\.policy\.xml: not fixed: the file .+ is neither UTF-8 nor UTF-16/)
    expect(err).toContain("'b.api.policy.xml' is neither UTF-8 nor UTF-16")
    expect(read('a.api.policy.xml')).toContain('<base />')
    expect(readFileSync(join(folder, 'b.api.policy.xml')).equals(latin)).toBe(true)
  })

  test('makes no fix of a rule that is off', async () => {
    write('a.api.policy.xml', noBase)
    await run(['check', '--fix', '--rule', 'missing-base=off', '.'])
    expect(read('a.api.policy.xml')).toBe(noBase)
  })
})

describe('--changed-since', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: folder,
      stdio: 'ignore',
    })

  test('checks what was changed, committed or not, and what is new', async () => {
    git('init', '-q', '-b', 'main')
    for (const name of ['same', 'changed', 'committed', 'gone']) write(`${name}.policy.xml`, bad)
    git('add', '.')
    git('commit', '-qm', 'first')
    git('tag', 'base')
    write('committed.policy.xml', `${bad}\n`)
    git('commit', '-qam', 'second')
    write('changed.policy.xml', `${bad}\n\n`)
    write('new file.policy.xml', bad)
    rmSync(join(folder, 'gone.policy.xml'))
    const { answer } = await check('--changed-since', 'base', '.')
    expect(answer.files.map(({ path }) => path)).toEqual([
      'changed.policy.xml',
      'committed.policy.xml',
      'new file.policy.xml',
    ])
    expect(await check('--changed-since', 'HEAD', 'same.policy.xml')).toMatchObject({ code: 0, answer: { files: [] } })
    const refused = await run(['check', '--changed-since', 'nowhere', '.'])
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('git knows no such revision')
    expect((await run(['check', '--changed-since=--output=x', '.'])).err).toContain('is no revision')
  })

  test('needs a repository', async () => {
    write('a.policy.xml', clean)
    const { code, err } = await run(['check', '--changed-since', 'HEAD', '.'])
    expect(code).toBe(2)
    expect(err).toContain('needs a git repository')
  })
})

describe('rules, explain, convert', () => {
  test('rules lists each with its set', async () => {
    const { rules } = JSON.parse((await run(['rules', '--output', 'json'])).out)
    expect(rules.find(({ id }: { id: string }) => id === 'missing-base')).toMatchObject({
      severity: 'warning',
      set: 'recommended',
    })
    const recommended = JSON.parse((await run(['rules', '--output', 'json', '--set', 'recommended'])).out).rules
    expect(recommended.length).toBeLessThan(rules.length)
    expect((await run(['rules'])).out.trimEnd().split('\n')).toHaveLength(rules.length)
  })

  test('explain prints the page', async () => {
    expect((await run(['explain', 'missing-base'])).out).toMatch(/^# missing-base\n/)
    expect((await run(['explain', 'missing-base'])).out).toContain('<base />')
    expect(await run(['explain', 'missing-bse'])).toMatchObject({
      code: 2,
      err: expect.stringContaining("'missing-base'"),
    })
    expect(await run(['explain'])).toMatchObject({ code: 2 })
  })

  test('convert goes both ways', async () => {
    const raw = '<fragment>\n  <set-body>@(1 < 2 ? "a" : "b")</set-body>\n</fragment>\n'
    write('a.xml', raw)
    const { out } = await run(['convert', '--to', 'xml', 'a.xml'])
    expect(out).toContain('1 &lt; 2')
    expect(read('a.xml')).toBe(raw)
    expect((await run(['convert', '--to', 'xml', '--write', 'a.xml'])).out).toContain('1 file: 1 converted')
    expect(read('a.xml')).toBe(out)
    expect((await run(['convert', '--to', 'rawxml', 'a.xml'])).out).toBe(raw)
  })

  test.each([
    [['convert', 'a.xml'], '--to'],
    [['convert', '--to', 'json', 'a.xml'], 'rawxml, xml'],
    [['convert', '--to', 'xml', 'a.xml', 'b.xml'], '--write'],
    [['convert', '--to', 'xml', 'broken.xml'], 'broken.xml:2:4 not converted'],
    [['convert', '--to', 'xml', 'main.tf'], 'main.tf:1:1 not converted: This is a file of infrastructure'],
  ])('%j says why not', async (args, words) => {
    write('a.xml', clean)
    write('b.xml', clean)
    write('broken.xml', '<policies>\n  <inbound>\n</policies>\n')
    write('main.tf', 'locals {}\n')
    const { code, err } = await run(args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })
})
