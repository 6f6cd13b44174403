import type { NewFiles } from './plan.ts'

export function policyFiles(name: string): NewFiles {
  const path = `language-server/core/catalog/policies/${name}.ts`
  const text = `import { policy } from '../policy.ts'

export default policy({
  name: '${name}',
  title: '${titleOf(name)}',
  category: 'Transformation',
  status: 'preview',
  summary: 'One or two sentences: what it does, and when to use it.',
  docs: 'https://learn.microsoft.com/azure/api-management/${name}-policy',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    name: { type: 'string', summary: 'What it says.', required: true, expression: true, returns: 'string' },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
})
`
  return {
    files: [{ path, text }],
    next: [
      `write down in ${path} what the documentation says, and under \`conflicts\` where other sources disagree`,
      'run npm run gen, which lists the policy, writes its snippet and its row in docs/policies.md',
      'run npx vitest run language-server/core/catalog test/snippets',
      `to make the gateway run it: npm run new handler ${name}`,
    ],
  }
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
