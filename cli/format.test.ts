import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dispatch } from './dispatch.ts'

const plain = '<fragment>\n<base/>\n</fragment>\n'
const formatted = '<fragment>\n    <base />\n</fragment>\n'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-format-'))
  write('.editorconfig', 'root = true\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

async function run(args: readonly string[], input = '') {
  const written = { out: '', err: '' }
  const code = await dispatch(['format', ...args], {
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

describe('format', () => {
  test('writes the files that change, and says which', async () => {
    write('a/policy.xml', plain)
    write('b/policy.xml', formatted)
    const before = statSync(join(folder, 'b/policy.xml')).mtimeMs
    expect(await run(['.'])).toEqual({ code: 0, out: 'a/policy.xml\n2 files: 1 formatted\n', err: '' })
    expect(read('a/policy.xml')).toBe(formatted)
    expect(statSync(join(folder, 'b/policy.xml')).mtimeMs).toBe(before)
    expect(readdirSync(join(folder, 'a'))).toEqual(['policy.xml'])
    expect(await run(['.'])).toEqual({ code: 0, out: '2 files: 0 formatted\n', err: '' })
  })

  test('--check writes nothing', async () => {
    write('a.xml', plain)
    expect(await run(['--check', 'a.xml'])).toEqual({ code: 1, out: 'a.xml\n1 file: 1 would change\n', err: '' })
    expect(read('a.xml')).toBe(plain)
    write('a.xml', formatted)
    expect((await run(['--check', 'a.xml'])).code).toBe(0)
  })

  test('a document with syntax mistakes is left, the others are not', async () => {
    write('a.xml', plain)
    write('b.xml', '<fragment>\n<choose>\n</fragment>\n')
    expect(await run(['b.xml', 'a.xml'])).toEqual({
      code: 2,
      out: 'a.xml\n2 files: 1 formatted, 1 left as they are\n',
      err: "b.xml:2:2 not formatted: Element 'choose' is not closed: expected '</choose>' before '</fragment>'.\n",
    })
    expect(read('b.xml')).toBe('<fragment>\n<choose>\n</fragment>\n')
  })

  test('json', async () => {
    write('a.xml', plain)
    write('b.xml', '<html/>')
    expect(JSON.parse((await run(['--output', 'json', 'a.xml', 'b.xml'])).out)).toEqual({
      files: [
        { path: 'a.xml', status: 'changed' },
        { path: 'b.xml', status: 'left', message: 'This is not a policy document.', line: 1, column: 1 },
      ],
    })
  })

  test('standard input goes to standard output', async () => {
    expect(await run(['-', '--indent', '2'], `\uFEFF${plain}`)).toEqual({
      code: 0,
      out: '<fragment>\n  <base />\n</fragment>\n',
      err: '',
    })
    expect(await run(['-', '--check'], plain)).toEqual({ code: 1, out: '', err: '' })
    expect((await run(['-'], '<fragment>')).err).toMatch(/^-:1:2 not formatted: /)
  })

  test.each([
    [['--indent', 'x', 'a.xml'], "format: --indent 'x' is no whole number from 1 to 16, nor 'tab'.\n"],
    [['--width', '0', 'a.xml'], "format: --width '0' is no whole number from 1 to 10000.\n"],
    [[], "format: name at least one PATH, or '-' for standard input.\n"],
    [['-', 'a.xml'], "format: '-' stands alone: there is one standard output.\n"],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await run(args)
    expect(code).toBe(2)
    expect(err).toContain(message.trim())
  })
})

describe('style', () => {
  test('of .editorconfig, where no option says otherwise', async () => {
    write(
      '.editorconfig',
      'root = true\n[*.xml]\nindent_style = tab\nmax_line_length = 20\nend_of_line = crlf\ninsert_final_newline = true',
    )
    write('a.xml', '<fragment>\n<rate-limit calls="1" renewal-period="60" />\n</fragment>')
    await run(['a.xml'])
    expect(read('a.xml')).toBe(
      '<fragment>\r\n\t<rate-limit\r\n\t\tcalls="1"\r\n\t\trenewal-period="60" />\r\n</fragment>\r\n',
    )
    await run(['--indent', '1', '--width', '99', 'a.xml'])
    expect(read('a.xml')).toBe('<fragment>\r\n <rate-limit calls="1" renewal-period="60" />\r\n</fragment>\r\n')
  })
})

describe('the format', () => {
  const strict =
    '<fragment>\n    <set-body>@{\n        if (a &lt; b)\n        {\n            return &quot;c&quot;;\n        }\n        return &quot;d&quot;;\n    }</set-body>\n</fragment>\n'

  test('is that of the document, as an option or policywright.json says', async () => {
    write('a.xml', strict.replaceAll(/\n +/g, '\n'))
    const raw = await run(['--content-format', 'rawxml', '--check', '--output', 'json', 'a.xml'])
    expect((await run(['--content-format', 'xml', 'a.xml'])).code).toBe(0)
    const asXml = read('a.xml')
    write('a.xml', strict.replaceAll(/\n +/g, '\n'))
    write('policywright.json', '{ "contentFormat": "xml" }')
    expect((await run(['a.xml'])).code).toBe(0)
    expect(read('a.xml')).toBe(asXml)
    expect(asXml).toBe(strict)
    expect(raw.code).toBe(1)
  })

  test('is not guessed from a configuration that cannot be read', async () => {
    write('a.xml', plain)
    write('policywright.json', '{ "contentFormat": "xlm" }')
    expect(await run(['a.xml'])).toMatchObject({ code: 2, err: expect.stringContaining('policywright.json:1:20 ') })
    expect(read('a.xml')).toBe(plain)
  })
})

describe('files', () => {
  test('keep their encoding and mark', async () => {
    write('a.xml', `\uFEFF${plain}`)
    write('b.xml', Buffer.from(`\uFEFF${plain}`, 'utf16le'))
    await run(['a.xml', 'b.xml'])
    expect(read('a.xml')).toBe(`\uFEFF${formatted}`)
    expect(readFileSync(join(folder, 'b.xml')).toString('utf16le')).toBe(`\uFEFF${formatted}`)
  })

  test.each([
    ['UTF-16, high byte first', `\uFEFF${plain}`, `\uFEFF${formatted}`],
    ['UTF-16 without a mark', plain, formatted],
  ])('keep %s', async (_name, before, after) => {
    const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
    write('a.xml', bigEndian(before))
    expect((await run(['a.xml'])).code).toBe(0)
    expect(readFileSync(join(folder, 'a.xml')).equals(bigEndian(after))).toBe(true)
  })

  test('in another encoding are left as they are, and the others are formatted', async () => {
    const bytes = Buffer.from('<fragment>\n<!-- \xE4 --><base/></fragment>', 'latin1')
    write('a.xml', bytes)
    write('b.xml', plain)
    const { code, out, err } = await run(['a.xml', 'b.xml'])
    expect({ code, out }).toEqual({ code: 2, out: 'b.xml\n2 files: 1 formatted, 1 left as they are\n' })
    expect(err).toContain('a.xml:1:1 not formatted: the file')
    expect(err).toContain('is neither UTF-8 nor UTF-16')
    expect(readFileSync(join(folder, 'a.xml')).equals(bytes)).toBe(true)
    expect(read('b.xml')).toBe(formatted)
  })

  test('that hold policies in their strings are none', async () => {
    const bicep = `var policy = '''\n${plain}'''\n`
    write('a.bicep', bicep)
    const { code, err } = await run(['a.bicep'])
    expect(code).toBe(2)
    expect(err).toContain('a.bicep:1:1 not formatted: This is a file of infrastructure')
    expect(read('a.bicep')).toBe(bicep)
  })

  test.skipIf(process.platform === 'win32')('behind links are written, links stay', async () => {
    write('real.xml', plain)
    symlinkSync('real.xml', join(folder, 'link.xml'))
    await run(['link.xml'])
    expect(read('real.xml')).toBe(formatted)
    expect(readFileSync(join(folder, 'link.xml'), 'utf8')).toBe(formatted)
  })
})
