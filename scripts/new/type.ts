import type { NewFiles } from './plan.ts'

export function typeFiles(clrName: string): NewFiles {
  const file = fileNameOfType(clrName)
  const path = `language-server/core/expression/types/${file}.ts`
  const text = `import { member, type } from '../definition.ts'

export default type({
  name: '${clrName}',
  summary: 'One sentence: what a value of it is.',
  // A member without an implementation is known and not simulated; the evaluator says so by its name.
  members: [member('string ToString()', 'What it returns.')],
})
`
  const test = `import { expect, it } from 'vitest'
import { parseSignature } from '../signature.ts'
import definition from './${file}.ts'

it.each((definition.members ?? []).map(({ signature }) => signature))('%s can be read', (signature) => {
  expect(parseSignature(signature, [], () => undefined).name).not.toBe('')
})
`
  return {
    files: [
      { path, text },
      { path: path.replace('.ts', '.test.ts'), text: test },
    ],
    next: [
      `write the members into ${path}: C# signature, summary, implementation`,
      'test what they do with cases recorded from real C#',
      'run npm run gen, which lists the type',
    ],
  }
}

/** `System.DateTime` is in `system-date-time.ts`, `System.Collections.Generic.List<T>` in `system-collections-generic-list.ts`. */
export function fileNameOfType(clrName: string): string {
  return clrName
    .replace(/<.*/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('.', '-')
    .toLowerCase()
}
