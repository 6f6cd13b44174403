import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFileStore } from './state-file.ts'
import { createStore } from './store.ts'

describe('a store', () => {
  test('keeps the ETag of the same content and changes it with another', () => {
    const store = createStore()
    const first = store.put('/a/X', { properties: { n: 1 } })
    const same = store.put('/A/x', { properties: { n: 1 } })
    const other = store.put('/a/x', { properties: { n: 2 } })
    expect([first.created, same.created, other.created]).toEqual([true, false, false])
    expect(same.entity.etag).toBe(first.entity.etag)
    expect(other.entity.etag).not.toBe(first.entity.etag)
    expect(other.entity.id).toBe('/a/X')
  })

  test('lists direct children and deletes with everything below', () => {
    const store = createStore()
    for (const id of ['/apis/a', '/apis/a/operations/x', '/apis/ab', '/apis/b']) store.put(id, { properties: {} })
    expect(store.list('/APIS').map(({ id }) => id)).toEqual(['/apis/a', '/apis/ab', '/apis/b'])
    store.setSecrets('/apis/a/operations/x', { key: 'k' })
    store.delete('/apis/A')
    expect(store.all().map(({ id }) => id)).toEqual(['/apis/ab', '/apis/b'])
    expect(store.secrets('/apis/a/operations/x')).toEqual({})
  })

  test('counts its changes, but not a change to the same', () => {
    const store = createStore()
    store.put('/a', { properties: {} })
    const { version } = store
    store.put('/a', { properties: {} })
    expect(store.version).toBe(version)
    store.setSecrets('/a', { key: 'k' })
    expect(store.version).toBeGreaterThan(version)
  })
})

describe('a store on disk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policywright-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('comes back with its ETags, without its secrets, and leaves no temporary file', async () => {
    const store = await openFileStore(folder)
    const { entity } = store.put('/a', { properties: { n: 1 } })
    store.setSecrets('/a', { key: 'very-secret' })
    await Promise.all([store.commit(), store.commit()])
    expect(await readdir(folder)).toEqual(['instance.json'])
    expect(await readFile(join(folder, 'instance.json'), 'utf8')).not.toContain('very-secret')
    const again = await openFileStore(folder)
    expect(again.get('/a')).toEqual(entity)
    expect(again.secrets('/a')).toEqual({})
    expect(again.put('/b', { properties: {} }).entity.etag).not.toBe(entity.etag)
  })

  test.each([
    ['not JSON', '{"format":1,'],
    ['something else', '{"entities":[]}'],
    ['half an entity', '{"format":1,"counter":1,"entities":[{"id":"/a"}]}'],
  ])('that is %s is said to be damaged and is not overwritten', async (_what, text) => {
    await writeFile(join(folder, 'instance.json'), text)
    await expect(openFileStore(folder)).rejects.toThrow(/^The state of the local instance in .+ is damaged; .+\.$/)
    expect(await readFile(join(folder, 'instance.json'), 'utf8')).toBe(text)
  })
})
