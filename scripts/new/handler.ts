import { policyNamed } from '../../language-server/core/catalog/lookup.ts'
import type { NewFiles } from './plan.ts'

/** A handler that reads the required attributes and refuses to compile until somebody says what it does. */
export function handlerFiles(name: string): NewFiles {
  const path = `emulator/gateway/policies/${name}.ts`
  const entry = policyNamed(name)
  const required = Object.entries(entry?.attributes ?? {}).filter(([, spec]) => spec.required)
  const reads = required.map(([attribute]) => `compiler.need(element, '${attribute}')`)
  const text = `import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'

/** What it changes, and when. ${entry?.docs ?? ''} */
export default handler('${name}', (element, compiler) => {
  const values = [${reads.join(', ')}]
  throw new CompileError(
    \`<\${element.name}> reads \${values.length} attributes in \${compiler.section} and does nothing yet\`,
  )
})
`
  const test = `import { expect, it } from 'vitest'
import handler from './${name}.ts'

it('is the handler of its policy', () => {
  expect(handler.name).toBe('${name}')
})
`
  return {
    files: [
      { path, text },
      { path: path.replace('.ts', '.test.ts'), text: test },
    ],
    next: [
      `make ${path} return what runs for each request: read the element once, keep nothing of it`,
      'add a request, its policies and its response to test/conformance',
      'run npm run gen, which lists the handler',
    ],
  }
}
