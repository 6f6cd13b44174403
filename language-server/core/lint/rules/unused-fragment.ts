import { rule } from '../rule.ts'

export default rule({
  id: 'unused-fragment',
  severity: 'info',
  category: 'workspace',
  summary: 'A fragment is included by a policy document of its workspace.',
  why: 'Nothing runs a fragment that no document includes. Nothing is said where the folder holds fragments alone.',
  remedy: 'Include the fragment, or remove its folder.',
  examples: {
    options: { neighbours: { own: { fragment: 'log-request', isUsed: false } } },
    bad: `<fragment>
 ^^^^^^^^ unused-fragment
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
    good: `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="log-request" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { options, kind, tree } = cx.analysis
      const own = options.neighbours?.own
      if (own === undefined || own.isUsed || kind !== 'fragment' || tree.root === undefined) return
      cx.report({
        element: tree.root,
        message: `No policy document of this folder includes the fragment '${own.fragment}'.`,
      })
    },
  }),
})
