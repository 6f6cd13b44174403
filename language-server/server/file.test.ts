import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fileOf } from './file.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policywright-file-'))
  await mkdir(join(folder, 'policy fragments'))
  await writeFile(join(folder, 'apis'), '')
})
afterAll(() => rm(folder, { recursive: true }))

it('sees which folders stand beside a document', () => {
  const file = fileOf(pathToFileURL(join(folder, 'policy.xml')).href)
  expect(['policy fragments', 'apis', 'products'].filter((name) => file?.isBeside(name))).toEqual(['policy fragments'])
})

it.each([
  ['file:///c%3A/repository/policy%20fragments/log/policy.xml', '/c:/repository/policy fragments/log/policy.xml'],
  ['git:/repository/apis/orders/policy.xml?HEAD', '/repository/apis/orders/policy.xml'],
  ['file:///repository/a%2Fb/policy.xml', '/repository/a/b/policy.xml'],
  ['untitled:Untitled-1', undefined],
  ['no uri', undefined],
])('%s has the path %s', (uri, path) => {
  const file = fileOf(uri)
  expect(file?.path).toBe(path)
  expect(file?.isBeside('apis') ?? false).toBe(false)
})
