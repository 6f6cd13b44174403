import { fillOf } from '../document-limit.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'document-nearly-too-large',
  severity: 'info',
  category: 'reliability',
  summary: 'A document leaves room for the next change: it takes less than nine tenths of what the service stores.',
  why: 'The service refuses a document above its limit, 256 KiB, in the Consumption tier 16 KiB and for a fragment 512 KiB; the change that goes beyond it may be a small one that is urgent.',
  remedy: 'Move parts into fragments, and large texts into named values or the back end.',
  examples: {
    options: { gateway: 'consumption' },
    bad: `<policies>
 ^^^^^^^^ document-nearly-too-large
  <inbound>
    <base />
    <!-- ${'long '.repeat(3100)}-->
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const fill = fillOf(cx.analysis)
      if (fill === undefined || fill.share < 0.9 || fill.share > 1) return
      const { root } = cx.analysis.tree
      cx.report({
        ...(root === undefined ? {} : { element: root }),
        message: `The document has ${fill.size} of the ${fill.limit} KiB that are allowed.`,
      })
    },
  }),
})
