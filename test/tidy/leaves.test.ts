import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, read } from './project.ts'

interface Room {
  readonly folder: string
  /** How a leaf names itself; the first group must be its file name. */
  readonly id: RegExp
  /** True where one table-driven suite tests every leaf. */
  readonly suite?: string
}

const rooms: readonly Room[] = [
  {
    folder: 'language-server/core/catalog/policies',
    id: /name: '([\w-]+)'/,
    suite: 'language-server/core/catalog/policies.test.ts',
  },
  {
    folder: 'language-server/core/lint/rules',
    id: /id: '([\w-]+)'/,
    suite: 'language-server/core/lint/rules/examples.test.ts',
  },
  { folder: 'emulator/gateway/policies', id: /handler\(\s*'([\w-]+)'/ },
]

const leavesOf = (folder: string): string[] =>
  projectFiles().filter(
    (file) => path.dirname(file) === folder && file.endsWith('.ts') && !/\.(test|gen|table)\.ts$/.test(file),
  )

describe.each(rooms)('$folder', ({ folder, id, suite }) => {
  test('has leaves whose id is their file name', () => {
    const leaves = leavesOf(folder)
    expect(leaves.length).toBeGreaterThan(10)
    const wrong = leaves.filter((file) => id.exec(read(file))?.[1] !== path.basename(file, '.ts'))
    expect(wrong).toEqual([])
  })

  test('tests each of them', () => {
    const files = new Set(projectFiles())
    if (suite) return expect(files.has(suite)).toBe(true)
    const conformance = projectFiles()
      .filter((file) => file.startsWith('test/conformance/'))
      .map(read)
      .join('\n')
    const untested = leavesOf(folder).filter(
      (file) =>
        !files.has(file.replace(/\.ts$/, '.test.ts')) && !conformance.includes(`<${path.basename(file, '.ts')}`),
    )
    expect(untested).toEqual([])
  })
})
