import { hostChoice } from '../request-flow.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'request-url-from-request',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Callers do not choose the host that a policy calls.',
  why: 'A caller who chooses the host makes the gateway call what only the gateway can reach, with the credentials that the policy adds (server-side request forgery, https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/).',
  remedy:
    'Write the host down or take it from a named value, and let callers choose at most the path behind it; or compare what the caller sent with a list.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>@(context.Request.Url.Query.GetValueOrDefault("callback"))</set-url>
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ request-url-from-request
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>@("https://callbacks.contoso.com/" + context.Request.Url.Query.GetValueOrDefault("callback"))</set-url>
    <set-method>GET</set-method>
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    'set-url'({ element }) {
      const choice = hostChoice(cx.analysis, element)
      if (choice === undefined) return
      cx.report({
        element,
        span: choice.span,
        message: `Callers choose the host that is called: it comes from ${choice.what} of the request.`,
      })
    },
  }),
})
