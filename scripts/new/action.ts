import type { NewFiles } from './plan.ts'

export function actionFiles(id: string): NewFiles {
  const path = `language-server/core/actions/${id}.ts`
  const text = `import type { Action } from './action.ts'

const action: Action = {
  id: '${id}',
  kind: 'refactor.rewrite',
  offer: () => undefined,
}
export default action
`
  return {
    files: [{ path, text }],
    next: [
      `say in ${path} what it offers at a selection, and why not where it is not possible`,
      'add cases to language-server/core/actions/actions.test.ts: a document before and after',
      'run npm run gen, which lists the action',
      'run npx vitest run language-server/core/actions',
    ],
  }
}
