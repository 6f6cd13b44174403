import type { Meaning } from '../../model/analysis.ts'
import { isInPipeline, policiesAfter } from '../../model/pipeline.ts'
import { attributeText } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { hasAttribute, isHeader, literal } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'token-forwarded',
  severity: 'info',
  category: 'security',
  set: 'strict',
  summary: 'A token that is checked here goes no further, unless the back end needs it.',
  why: 'The back end can use a token that it receives to call this API in the name of the caller. Where it does not check the token itself, it has no need of it.',
  remedy:
    'Delete the header behind the check, or replace it by a token of the instance (authentication-managed-identity).',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <validate-azure-ad-token tenant-id="{{tenant}}">
     ^^^^^^^^^^^^^^^^^^^^^^^ token-forwarded
      <audiences>
        <audience>{{orders-client-id}}</audience>
      </audiences>
    </validate-azure-ad-token>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <validate-azure-ad-token tenant-id="{{tenant}}">
      <audiences>
        <audience>{{orders-client-id}}</audience>
      </audiences>
    </validate-azure-ad-token>
    <set-header name="Authorization" exists-action="delete" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'validate-jwt': (meaning) => look(cx, meaning),
    'validate-azure-ad-token': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { element } = meaning
  const header = literal(meaning, 'header-name') ?? 'Authorization'
  if (!isHeader(header, 'Authorization') || !isInPipeline(element)) return
  if (hasAttribute(meaning, 'token-value') || hasAttribute(meaning, 'query-parameter-name')) return
  // No list of all that follows: the next one or two mostly tell.
  for (const later of policiesAfter(element)) if (replacesToken(later)) return
  const { text } = cx.analysis
  const lineBreak = layoutOf(text).newline + indentAt(text, element.start)
  const removal = `${lineBreak}<set-header name="Authorization" exists-action="delete" />`
  cx.report({
    element,
    message: "The caller's token is checked here and then passed on to the back end.",
    fixes: () => [
      {
        title: 'Delete the Authorization header behind the check',
        edits: [{ span: { start: element.end, end: element.end }, newText: removal }],
      },
    ],
  })
}

/** A fragment may do it too. */
const replacesToken = (element: Element): boolean =>
  /^(?:authentication-|include-fragment$|return-response$)/.test(element.name) ||
  (element.name === 'set-header' && isHeader(attributeText(element, 'name'), 'Authorization'))
