import { removeElement } from '../fixes/elements.ts'
import { isHeader, literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'legacy-trace-header',
  severity: 'info',
  category: 'style',
  reach: 'element',
  summary: 'A trace is asked for with Apim-Debug-Authorization, not with Ocp-Apim-Trace.',
  why: 'Ocp-Apim-Trace and Ocp-Apim-Trace-Location were replaced by a token for debugging, which listDebugCredentials gives (https://learn.microsoft.com/azure/api-management/api-management-howto-api-inspector). The old header has no effect.',
  examples: {
    bad: `<fragment>
  <set-header name="Ocp-Apim-Trace" exists-action="override">
                    ^^^^^^^^^^^^^^ legacy-trace-header
    <value>true</value>
  </set-header>
</fragment>`,
    good: `<fragment>
  <set-header name="x-trace" exists-action="override">
    <value>true</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    'set-header'(meaning) {
      const { element } = meaning
      const name = literal(meaning, 'name')
      const span = valueSpan(element, 'name')
      if (span === undefined || !isHeader(name, 'Ocp-Apim-Trace', 'Ocp-Apim-Trace-Location')) return
      // Taking it away from requests is no use of it.
      if (literal(meaning, 'exists-action') === 'delete') return
      cx.report({
        element,
        span,
        message: `'${name}' no longer turns a trace on.`,
        fixes: () => [{ title: 'Remove it', edits: [removeElement(element, cx.analysis.text)] }],
      })
    },
  }),
})
