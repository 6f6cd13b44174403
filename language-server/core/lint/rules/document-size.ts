import { fillOf } from '../document-limit.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'document-size',
  severity: 'error',
  category: 'structure',
  summary:
    'A policy document fits into what the service stores: 256 KiB, in the Consumption tier 16 KiB, a fragment 512 KiB.',
  why: 'The service refuses a larger document. Sizes are of the UTF-8 text (https://learn.microsoft.com/azure/api-management/service-limits).',
  remedy: 'Move parts into fragments, and large texts into named values or the back end.',
  examples: {
    options: { gateway: 'consumption' },
    bad: `<policies>
 ^^^^^^^^ document-size
  <inbound>
    <base />
    <!-- ${'long '.repeat(3400)}-->
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
      if (fill === undefined || fill.share <= 1) return
      const { root } = cx.analysis.tree
      cx.report({
        ...(root === undefined ? {} : { element: root }),
        message: `The document has ${fill.size} KiB, but at most ${fill.limit} KiB are allowed.`,
        serviceMessage: `Policy size exceeds allowed limit of ${fill.limit} KB`,
      })
    },
  }),
})
