import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorkspaceNames } from './workspace.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policywright-names-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(path: string, content: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), content)
}

const read = (artifacts = '.') => createWorkspaceNames().read(pathToFileURL(folder).href, artifacts)
const information = (properties: unknown): string => JSON.stringify({ properties })

it('reads the names of the APIOps layout', async () => {
  await write('apim/named values/a/namedValueInformation.json', information({ displayName: 'tenantId', value: 't' }))
  await write(
    'apim/named values/b/namedValueInformation.json',
    information({ displayName: 'key', secret: true, value: 's' }),
  )
  await write('apim/named values/c/namedValueInformation.json', information({ displayName: 'kv', keyVault: {} }))
  await write('apim/named values/d/namedValueInformation.json', '{ broken')
  await write('apim/backends/orders/backendInformation.json', '{}')
  await write('apim/policy fragments/log/policy.xml', '<fragment />')
  expect(await read('apim')).toEqual({
    namedValues: [
      { name: 'a', displayName: 'tenantId', value: 't' },
      { name: 'b', displayName: 'key', secret: true },
      { name: 'c', displayName: 'kv', secret: true },
      { name: 'd', displayName: 'd' },
    ],
    backends: ['orders'],
    fragments: ['log'],
  })
})

it('knows nothing where there is nothing', async () => {
  expect(await read()).toEqual({})
  expect(await read('no such folder')).toEqual({})
  expect(await createWorkspaceNames().read('vscode-vfs://github/x', '.')).toEqual({})
})

it('does not leave the workspace folder', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'policywright-outside-'))
  try {
    await mkdir(join(outside, 'backends', 'secret'), { recursive: true })
    await symlink(join(outside, 'backends'), join(folder, 'backends'))
    expect(await read()).toEqual({})
    expect(await read(join('..', outside.split('/').at(-1) ?? ''))).toEqual({})
  } finally {
    await rm(outside, { recursive: true })
  }
})

it('reads once until told to forget', async () => {
  const names = createWorkspaceNames()
  const root = pathToFileURL(folder).href
  expect(await names.read(root, '.')).toEqual({})
  await mkdir(join(folder, 'loggers', 'hub'), { recursive: true })
  expect(await names.read(root, '.')).toEqual({})
  names.forget()
  expect(await names.read(root, '.')).toEqual({ loggers: ['hub'] })
})
