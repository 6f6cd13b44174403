import { isInPipeline } from '../../model/pipeline.ts'
import { removeElement } from '../fixes/elements.ts'
import { isHeader, literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'restricted-header',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'Headers of the connection are left to the gateway.',
  why: 'Connection, Content-Length, Keep-Alive and Transfer-Encoding cannot be set or removed by policies; the gateway writes them itself (https://learn.microsoft.com/azure/api-management/set-header-policy).',
  examples: {
    bad: `<policies>
  <outbound>
    <base />
    <set-header name="Content-Length" exists-action="override">
                      ^^^^^^^^^^^^^^ restricted-header
      <value>0</value>
    </set-header>
  </outbound>
</policies>`,
    good: `<policies>
  <outbound>
    <base />
    <set-header name="x-length" exists-action="override">
      <value>0</value>
    </set-header>
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    'set-header'(meaning) {
      const { element } = meaning
      const name = literal(meaning, 'name')
      const span = valueSpan(element, 'name')
      if (span === undefined || !isInPipeline(element)) return
      if (!isHeader(name, 'Connection', 'Content-Length', 'Keep-Alive', 'Transfer-Encoding')) return
      cx.report({
        element,
        span,
        message: `A policy cannot change the header '${name}'; this has no effect.`,
        fixes: () => [{ title: 'Remove it', edits: [removeElement(element, cx.analysis.text)] }],
      })
    },
  }),
})
