import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LocalEndpoints } from '../local-instance.ts'
import { type LoopbackServer, listenOnLoopback } from '../loopback/server.ts'
import {
  findRunningLocalInstance,
  listRunningLocalInstances,
  removeStateFile,
  stateFilePath,
  writeStateFile,
} from './state-file.ts'

let folder: string
let path: string
let server: LoopbackServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policywright-'))
  path = join(folder, 'deep', 'local.json')
  server = await listenOnLoopback(async () => ({ status: 200 }))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const endpoints = (change: Partial<LocalEndpoints> = {}) =>
  ({ name: 'local', pid: process.pid, managementUrl: server.url, routes: {}, ...change }) as LocalEndpoints

test('is in the folder that the environment names, or in the home folder', () => {
  expect(stateFilePath('local', { POLICYWRIGHT_HOME: folder })).toBe(join(folder, 'local.json'))
  expect(stateFilePath('second', { POLICYWRIGHT_HOME: folder })).toBe(join(folder, 'local-second.json'))
  expect(stateFilePath('local', {})).toMatch(/[\\/]\.policywright[\\/]local\.json$/)
})

test('finds the instance that was written down, until it is removed', async () => {
  await writeStateFile(endpoints(), path)
  expect((await stat(path)).mode & 0o077).toBe(0)
  expect(await findRunningLocalInstance(path)).toEqual(endpoints())
  await removeStateFile(endpoints(), path)
  expect(await findRunningLocalInstance(path)).toBeUndefined()
})

test('leaves the file of another instance', async () => {
  await writeStateFile(endpoints({ managementUrl: 'http://127.0.0.1:1' }), path)
  await removeStateFile(endpoints(), path)
  expect(await readFile(path, 'utf8')).toContain('127.0.0.1:1')
})

test.each([
  ['whose process is gone', () => endpoints({ pid: 2 ** 22 + 1 })],
  ['that does not answer', () => endpoints({ managementUrl: 'http://127.0.0.1:1' })],
  ['that is not on this machine', () => endpoints({ managementUrl: 'https://example.com' })],
])('finds no instance %s', async (_what, written) => {
  await writeStateFile(written(), path)
  expect(await findRunningLocalInstance(path)).toBeUndefined()
})

test('finds no instance in a damaged file', async () => {
  await writeFile(join(folder, 'local.json'), '{')
  expect(await findRunningLocalInstance(join(folder, 'local.json'))).toBeUndefined()
})

test('lists every instance that runs, the first one first', async () => {
  const home = { POLICYWRIGHT_HOME: folder }
  expect(await listRunningLocalInstances({ POLICYWRIGHT_HOME: join(folder, 'none') })).toEqual([])
  for (const name of ['third', 'local', 'gone'])
    await writeStateFile(
      endpoints({ name, ...(name === 'gone' ? { pid: 2 ** 22 + 1 } : {}) }),
      stateFilePath(name, home),
    )
  expect((await listRunningLocalInstances(home)).map(({ name }) => name)).toEqual(['local', 'third'])
})
