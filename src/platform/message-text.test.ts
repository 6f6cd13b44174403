import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fitsOneLine, withShortPaths } from './message-text.ts'

const folder = (name: string) => ({ name, fsPath: path.join(path.sep, 'home', 'ann', name) })
const file = (name: string) => path.join(folder(name).fsPath, 'apis', 'policy.xml')
const inside = path.join('apis', 'policy.xml')

describe('the text of a message', () => {
  test.each([
    ['no folder', [], `${file('shop')} is new.`],
    ['its only folder', [folder('shop')], `${inside} is new.`],
    ['one of several', [folder('shop'), folder('bank')], `${path.join('shop', inside)} is new.`],
    ['another folder', [folder('sho')], `${file('shop')} is new.`],
  ])('names a file as the workspace does: %s', (_of, folders, expected) => {
    expect(withShortPaths(`${file('shop')} is new.`, folders)).toBe(expected)
  })

  test.each([
    ['The local instance is stopped.', true],
    ['The policy of API orders was changed on contoso since it was fetched.', false],
  ])('%j fits one line: %s', (message, expected) => {
    expect(fitsOneLine(message)).toBe(expected)
  })
})
