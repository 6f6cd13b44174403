import type { NewFiles } from './plan.ts'

export function actionFiles(id: string): NewFiles {
  const path = `language-server/core/actions/${id}.ts`
  const text = `import { action } from './action.ts'

export default action({
  id: '${id}',
  title: 'What it does, as the menu says it',
  examples: { before: '<policies />', after: '<policies />' },
  apply: () => [],
})
`
  return {
    files: [{ path, text }],
    next: [
      `write in ${path} a document before and after; the examples are its test`,
      'run npm run gen, which lists the action',
      'run npx vitest run language-server/core/actions',
    ],
  }
}
