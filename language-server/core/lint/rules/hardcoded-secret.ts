import { elementAt } from '../../syntax/query.ts'
import { rule } from '../rule.ts'
import { secretsIn } from '../secret-likeness.ts'

export default rule({
  id: 'hardcoded-secret',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Keys, tokens and signatures do not stand in the document.',
  why: 'Everybody who can read the policy, its exports or the repository that it is kept in has the secret, and it cannot be changed without a change of the policy.',
  remedy:
    'Make a secret named value or one from Key Vault, write {{its-name}} here, and replace the secret at its origin, since it is known now.',
  examples: {
    bad: `<fragment>
  <set-header name="x-connection">
    <value>AccountName=orders;AccountKey=q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrMuPlWsNhYtBc7fJd3gEa9oIvTkXm==</value>
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded-secret
  </set-header>
</fragment>`,
    good: `<fragment>
  <set-header name="x-connection">
    <value>{{orders-storage}}</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const { text, tree } = cx.analysis
      for (const { what, start, end } of secretsIn(text)) {
        const element = elementAt(tree, start)
        cx.report({
          ...(element && { element }),
          span: { start, end },
          message: `${what} stands in the document.`,
        })
      }
    },
  }),
})
