import type { Meaning } from '../../model/analysis.ts'
import { isPrivateHost } from '../hosts.ts'
import { contentSpan, literalContent } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'request-without-tls',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Requests of a policy go over HTTPS.',
  why: 'Over plain HTTP, everybody on the way can read what the policy sends and change what it gets; a policy that decides by the answer decides what they want. Hosts of private networks are not reported.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>http://check.contoso.com/callers</set-url>
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ request-without-tls
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
  },
  check: (cx) => ({ 'set-url': (meaning) => look(cx, meaning) }),
})

function look(cx: Context, { element }: Meaning): void {
  const url = literalContent(element, cx.analysis) ?? ''
  if (!/^http:\/\//i.test(url) || isPrivateHost(url)) return
  const span = contentSpan(element, cx.analysis.text)
  const scheme = { start: span.start, end: span.start + 'http://'.length }
  cx.report({
    element,
    span,
    message: 'The request goes over plain HTTP.',
    fixes: () => [{ title: 'Use https', edits: [{ span: scheme, newText: 'https://' }], preferred: true }],
  })
}
