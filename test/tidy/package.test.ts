import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageExtension } from '../../scripts/package.mjs'
import { projectFile, read } from './project.ts'

const KB = 1024
const built = existsSync(projectFile('dist/extension.cjs'))
if (!built) console.log('skipped: the package is not tested, since dist/ is not built (npm run build)')

describe.skipIf(!built)('the package', () => {
  let folder = ''
  let vsix: { bytes: number; files: string[] } = { bytes: 0, files: [] }
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'policywright-package-'))
    vsix = await packageExtension({ out: path.join(folder, 'policywright.vsix'), build: false })
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('holds exactly the committed list of files', () => {
    expect(`${vsix.files.join('\n')}\n`).toBe(read('test/tidy/package-files.txt'))
    expect(vsix.files.length).toBeLessThanOrEqual(40)
    expect(vsix.files.filter((file) => file.endsWith('.map'))).toEqual([])
  })

  test('is at most 2 MB', () => expect(vsix.bytes).toBeLessThanOrEqual(2 * KB * KB))

  test.each([
    ['extension', 500],
    ['server', 256],
    ['language', 900],
  ])('has a %s bundle of at most %i KB', (name, limit) => {
    expect(statSync(projectFile(`dist/${name}.cjs`)).size).toBeLessThanOrEqual(limit * KB)
  })

  test('keeps the heavy libraries out of the entry bundle', () => {
    const inputs = (name: string): string[] =>
      Object.keys((JSON.parse(read(`dist/${name}.meta.json`)) as { inputs: object }).inputs)
    const heavy = /node_modules\/(@azure|vscode-languageclient|undici|jose|fast-xml-parser)\//
    expect(inputs('extension').filter((file) => heavy.test(file))).toEqual([])
    expect(
      [...inputs('server'), ...inputs('language')].filter((file) => /node_modules\/(@azure|undici)\//.test(file)),
    ).toEqual([])
  })
})
