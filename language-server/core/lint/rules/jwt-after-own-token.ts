import type { Meaning } from '../../model/analysis.ts'
import { isInPipeline, policiesBefore } from '../../model/pipeline.ts'
import { attribute, childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { removeElement } from '../fixes/elements.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { hasAttribute, isHeader, literal } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

const AUTHENTICATING: ReadonlySet<string> = new Set(['authentication-managed-identity', 'authentication-basic'])

export default rule({
  id: 'jwt-after-own-token',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: "The caller's token is checked before the Authorization header is replaced.",
  why: "authentication-managed-identity, authentication-basic and a set-header of Authorization overwrite the caller's token. A check behind them sees what the instance itself put there: it refuses everybody, or lets everybody in.",
  remedy:
    'Put the check first, or keep the own token in a variable (output-token-variable-name) until the caller is known.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <authentication-managed-identity resource="11111111-2222-3333-4444-555555555555" />
    <validate-azure-ad-token tenant-id="{{tenant}}">
     ^^^^^^^^^^^^^^^^^^^^^^^ jwt-after-own-token
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
    <authentication-managed-identity resource="11111111-2222-3333-4444-555555555555" />
  </inbound>
</policies>`,
  },
  check: (cx) => {
    // Seldom is there one at all: each check of a token asks.
    let found: ReadonlySet<Element> | undefined
    const replacing = (): ReadonlySet<Element> => {
      const { meanings } = cx.analysis
      found ??= new Set(meanings.filter((meaning) => replacesToken(meaning, cx)).map(({ element }) => element))
      return found
    }
    return {
      'validate-jwt': (meaning) => look(cx, meaning, replacing()),
      'validate-azure-ad-token': (meaning) => look(cx, meaning, replacing()),
    }
  },
})

function look(cx: Context, meaning: Meaning, replacing: ReadonlySet<Element>): void {
  if (replacing.size === 0) return
  const { element } = meaning
  const header = literal(meaning, 'header-name') ?? 'Authorization'
  if (!isHeader(header, 'Authorization') || !isInPipeline(element)) return
  if (hasAttribute(meaning, 'token-value') || hasAttribute(meaning, 'query-parameter-name')) return
  const before = [...policiesBefore(element)].filter((each) => replacing.has(each))
  const [nearest] = before
  const first = before.at(-1)
  if (nearest === undefined || first === undefined) return
  const { text } = cx.analysis
  const isMovable = before.every(({ parent }) => parent === element.parent)
  cx.report({
    element,
    message: `<${nearest.name}> has replaced the Authorization header before, so that the caller's token is not the one that is checked.`,
    fixes: () =>
      isMovable
        ? [
            {
              title: `Check the token before <${first.name}>`,
              edits: [
                {
                  span: { start: first.start, end: first.start },
                  newText:
                    text.slice(element.start, element.end) + layoutOf(text).newline + indentAt(text, first.start),
                },
                removeElement(element, text),
              ],
              preferred: true,
            },
          ]
        : [],
  })
}

function replacesToken(meaning: Meaning, cx: Context): boolean {
  const { element } = meaning
  if (AUTHENTICATING.has(meaning.name)) return attribute(element, 'output-token-variable-name') === undefined
  if (meaning.name !== 'set-header' || !isHeader(literal(meaning, 'name'), 'Authorization')) return false
  const action = literal(meaning, 'exists-action') ?? 'override'
  if (action !== 'override') return false
  // Giving the header its own value in another form, or the token from elsewhere in the request, is how one prepares the check.
  return !childElements(element).some((value) =>
    /context\.Request|\.Variables/.test(cx.analysis.text.slice(value.start, value.end)),
  )
}
