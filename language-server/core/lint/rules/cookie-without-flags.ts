import { childElements } from '../../syntax/query.ts'
import { contentSpan, isHeader, literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cookie-without-flags',
  severity: 'info',
  category: 'security',
  reach: 'element',
  summary: 'A cookie that a policy sets is Secure, and HttpOnly where no script needs it.',
  why: 'Without Secure a browser sends it over plain HTTP too; without HttpOnly every script of the page can read it.',
  examples: {
    bad: `<policies>
  <outbound>
    <base />
    <set-header name="Set-Cookie" exists-action="append">
      <value>session=1; Path=/</value>
             ^^^^^^^^^^^^^^^^^ cookie-without-flags
    </set-header>
  </outbound>
</policies>`,
    good: `<policies>
  <outbound>
    <base />
    <set-header name="Set-Cookie" exists-action="append">
      <value>session=1; Path=/; Secure; HttpOnly</value>
    </set-header>
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    'set-header'(meaning) {
      if (!isHeader(literal(meaning, 'name'), 'Set-Cookie') || literal(meaning, 'exists-action') === 'delete') return
      const { text } = cx.analysis
      for (const element of childElements(meaning.element)) {
        const span = contentSpan(element, text)
        const value = text.slice(span.start, span.end)
        // What a variable, a header or a named value holds may have them.
        if (!/=/.test(value) || /Variables|Headers|\{\{/.test(value) || /max-age=0|1970/i.test(value)) continue
        const missing = ['Secure', 'HttpOnly'].filter((flag) => !new RegExp(`\\b${flag}\\b`, 'i').test(value))
        if (missing.length === 0) continue
        cx.report({ element, span, message: `The cookie is not ${missing.join(' and not ')}.` })
      }
    },
  }),
})
