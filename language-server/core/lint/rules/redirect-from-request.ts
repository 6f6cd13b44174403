import { childElements } from '../../syntax/query.ts'
import { isHeader, literal } from '../reading.ts'
import { hostChoice } from '../request-flow.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'redirect-from-request',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Callers do not choose where a redirect leads.',
  why: 'A link to your API that sends people on to any site is what phishing needs; after a sign-in the redirect may take the code or token along (open redirect, https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html).',
  remedy:
    'Write the host down and let callers choose at most the path behind it, or compare what the caller sent with a list.',
  examples: {
    bad: `<fragment>
  <return-response>
    <set-status code="302" reason="Found" />
    <set-header name="Location">
      <value>@(context.Request.Url.Query.GetValueOrDefault("returnUrl"))</value>
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ redirect-from-request
    </set-header>
  </return-response>
</fragment>`,
    good: `<fragment>
  <return-response>
    <set-status code="302" reason="Found" />
    <set-header name="Location">
      <value>@("https://shop.contoso.com/" + context.Request.Url.Query.GetValueOrDefault("returnUrl"))</value>
    </set-header>
  </return-response>
</fragment>`,
  },
  check: (cx) => ({
    'set-header'(meaning) {
      if (!isHeader(literal(meaning, 'name'), 'Location', 'Refresh')) return
      for (const element of childElements(meaning.element)) {
        const choice = hostChoice(cx.analysis, element)
        if (choice === undefined) continue
        cx.report({
          element,
          span: choice.span,
          message: `Callers choose where the redirect leads: it comes from ${choice.what} of the request.`,
        })
      }
    },
  }),
})
