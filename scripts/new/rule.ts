import type { NewFiles } from './plan.ts'

/** A rule that works from the start: it reports every `set-method`, until it is told what to look for. */
export function ruleFiles(id: string): NewFiles {
  const path = `language-server/core/lint/rules/${id}.ts`
  const text = `import { rule } from '../rule.ts'

export default rule({
  id: '${id}',
  severity: 'warning',
  category: 'structure',
  summary: 'One sentence: the fault or the demand.',
  why: 'What happens when the document stays as it is.',
  examples: {
    bad: \`<policies>
  <inbound>
    <base />
    <set-method>GET</set-method>
     ^^^^^^^^^^ ${id}
  </inbound>
</policies>\`,
    good: \`<policies>
  <inbound>
    <base />
  </inbound>
</policies>\`,
  },
  check: (cx) => ({
    'set-method'({ element }) {
      cx.report({ element, message: 'One sentence: what is wrong here.' })
    },
  }),
})
`
  return {
    files: [{ path, text }],
    next: [
      `say in ${path} what is wrong, why, and what a document without the fault looks like; its examples are its test`,
      'run npm run gen, which lists the rule and writes its page',
      'run npx vitest run language-server/core/lint',
    ],
  }
}
