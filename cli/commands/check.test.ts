import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dispatch } from '../dispatch.ts'

const good = '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n'
const bad = '<policies>\n  <inbound>\n    <base />\n    <set-haeder name="A" />\n  </inbound>\n</policies>\n'
const quota = good.replace('<base />', '<base />\n    <quota calls="1" renewal-period="1" />')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-check-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function run(args: readonly string[], input = '') {
  const written = { out: '', err: '' }
  const code = await dispatch(args, {
    cwd: folder,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => input,
  })
  return { code, ...written }
}

const json = async (...args: string[]) => JSON.parse((await run(['check', '--output', 'json', ...args])).out)

describe('the answer', () => {
  test('json counts lines and columns from 1', async () => {
    write('a.xml', bad)
    const { code, out } = await run(['check', '--output', 'json', '--scope', 'api', 'a.xml'])
    expect(code).toBe(1)
    const report = JSON.parse(out)
    expect(report.summary).toEqual({ files: 1, errors: 1, warnings: 0 })
    const [file] = report.files
    expect(file.path).toBe('a.xml')
    expect(file.findings.filter((finding: { severity: string }) => finding.severity === 'error')).toEqual([
      {
        rule: 'unknown-policy',
        severity: 'error',
        message: "There is no policy 'set-haeder'.",
        start: { line: 4, column: 6 },
        end: { line: 4, column: 16 },
      },
    ])
  })

  test('text is one line per finding and a sum', async () => {
    write('a.xml', bad)
    const { code, out, err } = await run(['check', 'a.xml'])
    expect({ code, out, err }).toEqual({
      code: 1,
      out: "a.xml:4:6 error unknown-policy There is no policy 'set-haeder'.\n\n1 file: 1 error, 0 warnings\n",
      err: '',
    })
  })

  test('a clean document exits with 0', async () => {
    write('a.xml', good)
    expect(await run(['check', 'a.xml'])).toEqual({ code: 0, out: '1 file: 0 errors, 0 warnings\n', err: '' })
  })

  test('standard input is named -', async () => {
    const { code, out } = await run(['check', '--output', 'json', '-'], `\uFEFF${bad}`)
    expect(code).toBe(1)
    expect(JSON.parse(out).files[0]).toMatchObject({ path: '-' })
  })
})

describe('paths', () => {
  test('a folder holds the documents that a name or a root tells', async () => {
    write('p/apis/a/policy.xml', good)
    write('p/pom.xml', '<project/>')
    write('p/other.xml', `<!-- ours -->\n${good}`)
    write('p/empty/policy.xml', '')
    write('p/node_modules/x/policy.xml', good)
    const { files } = await json('p')
    expect(files.map(({ path }: { path: string }) => path)).toEqual([
      'p/apis/a/policy.xml',
      'p/empty/policy.xml',
      'p/other.xml',
    ])
  })

  test('a glob, and each file once in the order given', async () => {
    write('b.xml', good)
    write('a.xml', good)
    const { files } = await json('b.xml', '*.xml')
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['b.xml', 'a.xml'])
  })

  test('standard input keeps its place among the files', async () => {
    write('a.xml', good)
    write('b.xml', good)
    const { out } = await run(['check', '--output', 'json', 'b.xml', '-', 'a.xml'], good)
    expect(JSON.parse(out).files.map(({ path }: { path: string }) => path)).toEqual(['b.xml', '-', 'a.xml'])
  })

  test('a glob walks no link and no folder of tools, so that a loop of links ends', async () => {
    write('apis/a/policy.xml', good)
    write('.git/x/policy.xml', bad)
    write('node_modules/x/policy.xml', bad)
    symlinkSync('..', join(folder, 'apis/loop'))
    const { files } = await json('**/policy.xml')
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['apis/a/policy.xml'])
  })

  test.each(['utf16le', 'utf16be'])('%s with a byte order mark is read', async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${bad}`, 'utf16le')
    writeFileSync(join(folder, 'a.xml'), encoding === 'utf16be' ? bytes.swap16() : bytes)
    expect((await json('a.xml')).summary.errors).toBe(1)
  })

  test('resources with a byte order mark are read', async () => {
    write('a.xml', good)
    write('r.json', '\uFEFF{}')
    expect((await json('--resources', 'r.json', 'a.xml')).summary.errors).toBe(0)
  })
})

describe('what is known about a document', () => {
  test.each([
    ['apis/a/policy.xml', ['wrong-scope']],
    ['products/p/policy.xml', []],
    ['somewhere/policy.xml', []],
  ])('the scope of %s follows from its place', async (path, rules) => {
    write(path, quota)
    const { files } = await json(path)
    const found = files[0].findings.map(({ rule }: { rule: string }) => rule)
    expect(found.filter((rule: string) => rule === 'wrong-scope')).toEqual(rules)
  })

  test('a policy.xml beside apis is the global one', async () => {
    write('artifacts/policy.xml', good)
    expect((await json('artifacts/policy.xml')).summary.errors).toBe(0)
    write('artifacts/apis/a/policy.xml', good)
    expect((await json('artifacts/policy.xml')).files[0].findings[0].rule).toBe('missing-section')
    expect((await json('artifacts/policy.xml')).summary.errors).toBe(1)
  })

  test('--scope, --gateway, --content-format and --resources', async () => {
    write('a.xml', quota)
    expect((await json('--scope', 'product', 'a.xml')).summary.errors).toBe(0)
    expect((await json('--scope', 'api', 'a.xml')).summary.errors).toBe(1)
    expect(await json('--scope', 'service', 'a.xml')).toEqual(await json('--scope', 'global', 'a.xml'))
    write('b.xml', good.replace('<base />', '<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" />'))
    expect((await json('--gateway', 'classic', 'b.xml')).summary.errors).toBe(0)
    expect((await json('--gateway', 'consumption', 'b.xml')).summary.errors).toBe(1)
    write('c.xml', good.replace('<base />', '<set-variable name="a" value="@((string)context.Variables["{{b}}"])" />'))
    expect((await json('c.xml')).summary.errors).toBe(0)
    expect((await json('--content-format', 'xml', 'c.xml')).summary.errors).toBeGreaterThan(0)
    write('r.json', '{"namedValues":[{"name":"b-id","displayName":"b"}],"backends":[]}')
    expect((await json('--resources', 'r.json', 'c.xml')).summary.errors).toBe(0)
    write('r.json', '{"namedValues":[]}')
    expect((await json('--resources', 'r.json', 'c.xml')).summary.errors).toBe(1)
  })
})

describe('wrong usage and unreadable input exit with 2 and one line', () => {
  test.each([
    [['chek'], "has no command 'chek'; did you mean 'check'?"],
    [['check'], 'name at least one PATH'],
    [['check', '--scope', 'apis', 'a.xml'], "did you mean 'api'?"],
    [['check', '--output', 'yaml', 'a.xml'], '--output'],
    [['check', '--wrong', 'a.xml'], "Unknown option '--wrong'"],
    [['check', '--scope'], '--scope'],
    [['check', 'absent.xml'], "there is no file 'absent.xml'"],
    [['check', 'absent/*.xml'], 'matches no file'],
    [['check', ''], 'a PATH is empty'],
    [['check', 'broken.json/x.xml'], "there is no file 'broken.json/x.xml'"],
    [['check', 'loop'], "'loop' cannot be read (ELOOP: "],
    [['check', '.'], 'no policy document'],
    [['check', '--resources', 'absent.json', '-'], 'cannot be read'],
    [['check', '--resources', 'broken.json', '-'], 'no JSON'],
    [['check', '--resources', 'wrong.json', '-'], "'backends' must be a list of ids"],
  ])('%j', async (args, words) => {
    write('broken.json', '{')
    write('wrong.json', '{"backends":"orders"}')
    symlinkSync('loop', join(folder, 'loop'))
    const { code, out, err } = await run(args, good)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(words)
    expect(err.trimEnd()).not.toContain('\n')
  })
})

test.each([
  [['--help'], 'Usage: policywright'],
  [['check', '--help'], '--resources FILE'],
  [['--version'], '.'],
])('%j prints and exits with 0', async (args, words) => {
  const { code, out } = await run(args)
  expect(code).toBe(0)
  expect(out).toContain(words)
})

describe('as a process', () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const tsx = fileURLToPath(import.meta.resolve('tsx'))
  const start = (args: readonly string[], input?: Buffer) =>
    spawnSync(process.execPath, ['--import', `file://${tsx}`, main, ...args], { cwd: folder, encoding: 'utf8', input })

  test('writes to standard output, and sets the exit code', () => {
    write('a.xml', bad)
    const { status, stdout } = start(['check', 'a.xml'])
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('1 file: 1 error, 0 warnings') })
  })

  test('reads standard input in UTF-16, as PowerShell writes it', () => {
    const { status, stdout } = start(['check', '-'], Buffer.from(`\uFEFF${bad}`, 'utf16le'))
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringMatching(/^-:\d+:\d+ error unknown-policy/) })
  })
})
