import { rule } from '../rule.ts'

const KIB = 1024

export default rule({
  id: 'document-size',
  severity: 'error',
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
      const { analysis } = cx
      const limit = limitOf(analysis.kind === 'fragment', analysis.options.gateway === 'consumption')
      // A UTF-16 unit takes at most three bytes, so that most documents need no counting.
      if (analysis.text.length * 3 <= limit) return
      const size = utf8Length(analysis.text)
      if (size <= limit) return
      const { root } = analysis.tree
      cx.report({
        ...(root === undefined ? {} : { element: root }),
        message: `The document has ${Math.ceil(size / KIB)} KiB, but at most ${limit / KIB} KiB are allowed.`,
        serviceMessage: `Policy size exceeds allowed limit of ${limit / KIB} KB`,
      })
    },
  }),
})

function limitOf(isFragment: boolean, isConsumption: boolean): number {
  if (isConsumption) return 16 * KIB
  return (isFragment ? 512 : 256) * KIB
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
