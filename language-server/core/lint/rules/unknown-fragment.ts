import { missingResources } from '../missing-resource.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-fragment',
  severity: 'error',
  category: 'workspace',
  summary: 'A fragment that is included exists on the instance.',
  why: 'The service refuses a policy that includes a fragment it does not have. Nothing is said when the fragments are not known.',
  remedy: 'Create the fragment first, or correct its id.',
  examples: {
    options: { resources: { fragments: ['log-request'] } },
    bad: `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="log-requests" />
                                   ^^^^^^^^^^^^ unknown-fragment
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="log-request" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const known = cx.analysis.options.resources?.fragments
      missingResources(cx, {
        references: known === undefined ? [] : cx.analysis.references().fragments,
        known: known ?? [],
        noun: 'fragment',
        serviceMessage: (name) => `Policy fragment with id '${name}' could not be found.`,
      })
    },
  }),
})
