import { rule } from '../rule.ts'

export default rule({
  id: 'cache-unpaired',
  severity: 'info',
  category: 'performance',
  reach: 'late',
  summary: 'cache-lookup in inbound and cache-store in outbound come together.',
  why: 'What is never stored is never found, and what is never looked up is stored for nothing (https://learn.microsoft.com/azure/api-management/cache-lookup-policy). The other half may stand in a wider scope; nothing is said where a fragment may hold it.',
  examples: {
    bad: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />
     ^^^^^^^^^^^^ cache-unpaired
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />
  </inbound>
  <outbound>
    <cache-store duration="60" />
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { kind, meanings } = cx.analysis
      if (kind !== 'policies') return
      const lookup = meanings.find(({ name }) => name === 'cache-lookup')
      const store = meanings.find(({ name }) => name === 'cache-store')
      if ((lookup === undefined) === (store === undefined)) return
      if (meanings.some(({ name }) => name === 'include-fragment')) return
      if (lookup !== undefined) {
        cx.report({ element: lookup.element, message: 'Nothing in this document stores what is looked up here.' })
      } else if (store !== undefined) {
        cx.report({ element: store.element, message: 'Nothing in this document looks up what is stored here.' })
      }
    },
  }),
})
