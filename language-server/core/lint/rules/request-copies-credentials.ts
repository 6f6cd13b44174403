import type { Meaning } from '../../model/analysis.ts'
import { attributeText, childElements, firstChild } from '../../syntax/query.ts'
import { hostOf, isPrivateHost } from '../hosts.ts'
import { isHeader, literal, literalContent, valueSpan } from '../reading.ts'
import type { Context } from '../rule.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'request-copies-credentials',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: "A request in mode `copy` does not take the caller's credentials to another host.",
  why: 'Mode `copy` sends all headers of the request along: the token, the cookies and the subscription key of the caller. The host that gets them can call this API in the name of the caller.',
  remedy: 'Use mode="new" and set the headers that the other side needs, or delete Authorization in the request.',
  examples: {
    bad: `<fragment>
  <send-request mode="copy" response-variable-name="answer">
                      ^^^^ request-copies-credentials
    <set-url>https://audit.fabrikam.com/requests</set-url>
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request mode="copy" response-variable-name="answer">
    <set-url>https://audit.fabrikam.com/requests</set-url>
    <set-header name="Authorization" exists-action="delete" />
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    'send-request': (meaning) => look(cx, meaning),
    'send-one-way-request': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { element } = meaning
  if (literal(meaning, 'mode') !== 'copy') return
  const target = firstChild(element, 'set-url')
  const url = target === undefined ? undefined : literalContent(target, cx.analysis)
  if (url === undefined || hostOf(url) === undefined || isPrivateHost(url)) return
  const replaces = childElements(element).some(
    (child) =>
      child.name.startsWith('authentication-') ||
      (child.name === 'set-header' && isHeader(attributeText(child, 'name'), 'Authorization')),
  )
  if (replaces) return
  const span = valueSpan(element, 'mode')
  cx.report({
    element,
    ...(span && { span }),
    message: `The caller's Authorization header and cookies are sent to ${hostOf(url)} as well.`,
  })
}
