import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'

let folder = ''
let outside = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'policywright-project-')))
  outside = await realpath(await mkdtemp(join(tmpdir(), 'policywright-outside-')))
})
afterEach(async () => {
  for (const each of [folder, outside]) await rm(each, { recursive: true })
})

async function write(path: string, text: string, base = folder): Promise<void> {
  await mkdir(dirname(join(base, path)), { recursive: true })
  await writeFile(join(base, path), text)
}

async function scanned(): Promise<Project> {
  const project = createProject(folder, {
    rest: async () => undefined,
    isOver: () => false,
    note: () => undefined,
    settled: () => undefined,
  })
  await project.scan()
  return project
}

it('reads what the layout names, once, and nothing too large or foreign', async () => {
  await write('apis/a/policy.xml', '<policies />')
  await write('pom/project.xml', '<project />')
  await write('node_modules/x/apis/b/policy.xml', '<policies />')
  await write('apis/large/policy.xml', `<policies>${' '.repeat(600 * 1024)}</policies>`)
  await write('named values/n/namedValueInformation.json', '{ broken')
  const project = await scanned()
  await write('apis/later/policy.xml', '<policies />')
  await project.scan()
  expect([...project.model.paths()].sort()).toEqual(['apis/a/policy.xml', 'named values/n/namedValueInformation.json'])
})

it('does not leave the folder, neither when it reads it nor when something changes', async () => {
  await write('log/policy.xml', '<fragment />', outside)
  await mkdir(join(folder, 'apis'))
  await symlink(outside, join(folder, 'policy fragments'))
  const project = await scanned()
  expect(project.model.paths()).toEqual([])
  expect(await project.changed('policy fragments/log/policy.xml', 'there')).toBe(false)
  expect(await project.changed('policy fragments', 'there')).toBe(false)
  expect(project.model.paths()).toEqual([])
})

it('reads all again when a layout changes', async () => {
  await write('deep/p/orders.xml', '<policies />')
  const project = await scanned()
  expect(project.memberOf('deep/p/orders.xml')?.member.scope).toBeUndefined()
  await write('deep/policywright.json', '{ "layout": { "api": "p/{api}.xml" } }')
  expect(await project.changed('deep/policywright.json', 'there')).toBe(true)
  expect(project.memberOf('deep/p/orders.xml')?.member).toMatchObject({ scope: 'api', ids: { api: 'orders' } })
})
