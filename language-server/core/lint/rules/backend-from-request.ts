import { hostChoice } from '../request-flow.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'backend-from-request',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Callers do not choose the host that their request is forwarded to.',
  why: 'A caller who chooses the host makes the gateway call what only the gateway can reach: private networks, metadata endpoints, other back ends, with the credentials that the policies add (server-side request forgery, https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/).',
  remedy: 'Choose between known back ends in <choose>, or compare what the caller sent with a list before you use it.',
  examples: {
    bad: `<fragment>
  <set-variable name="target" value="@(context.Request.Headers.GetValueOrDefault("X-Target", ""))" />
  <set-backend-service base-url="@("https://" + (string)context.Variables["target"])" />
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ backend-from-request
</fragment>`,
    good: `<fragment>
  <set-variable name="target" value="@(context.Request.Headers.GetValueOrDefault("X-Target", ""))" />
  <choose>
    <when condition="@((string)context.Variables["target"] == "blue")">
      <set-backend-service base-url="https://blue.contoso.com" />
    </when>
    <otherwise>
      <set-backend-service base-url="https://green.contoso.com" />
    </otherwise>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    'set-backend-service'({ element }) {
      const choice = hostChoice(cx.analysis, element, 'base-url')
      if (choice === undefined) return
      cx.report({
        element,
        span: choice.span,
        message: `Callers choose the host of the back end: it comes from ${choice.what} of the request.`,
      })
    },
  }),
})
