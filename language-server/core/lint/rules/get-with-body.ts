import type { Meaning } from '../../model/analysis.ts'
import { firstChild } from '../../syntax/query.ts'
import { literalContent } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'get-with-body',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'A GET or HEAD request has no body.',
  why: 'A body has no meaning in them: servers and proxies ignore it or refuse the request (https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1).',
  remedy: 'Send it with POST, or put what it says into the query.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
    <set-body>{ "caller": 1 }</set-body>
     ^^^^^^^^ get-with-body
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>POST</set-method>
    <set-body>{ "caller": 1 }</set-body>
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    'send-request': (meaning) => look(cx, meaning),
    'send-one-way-request': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, { element }: Meaning): void {
  const method = firstChild(element, 'set-method')
  const body = firstChild(element, 'set-body')
  const verb = method === undefined ? undefined : literalContent(method, cx.analysis)?.toUpperCase()
  if (body === undefined || (verb !== 'GET' && verb !== 'HEAD') || literalContent(body, cx.analysis) === '') return
  cx.report({ element: body, message: `A ${verb} request has no body; servers ignore this one or refuse it.` })
}
