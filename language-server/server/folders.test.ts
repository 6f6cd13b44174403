import { expect, it } from 'vitest'
import { createFolders } from './folders.ts'

it('finds the innermost folder and the decoded path', () => {
  const folders = createFolders()
  folders.replace(['file:///repo/', 'file:///repo/apim', 'untitled:'])
  expect(folders.locate('file:///repo/apim/policy%20fragments/log/policy.xml')).toEqual({
    folder: 'file:///repo/apim',
    path: 'policy fragments/log/policy.xml',
  })
  expect(folders.locate('file:///repo/a%zz.xml')).toEqual({ folder: 'file:///repo', path: 'a%zz.xml' })
  expect(folders.locate('file:///repository/policy.xml')).toBeUndefined()
})

it('follows changes', () => {
  const folders = createFolders()
  folders.replace(['file:///a'])
  folders.change({ added: ['file:///b/'], removed: ['file:///a/'] })
  expect(folders.locate('file:///a/x')).toBeUndefined()
  expect(folders.locate('file:///b/x')?.path).toBe('x')
})
