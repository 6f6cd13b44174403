import { rule } from '../rule.ts'

export default rule({
  id: 'attribute-in-fragment',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A fragment holds no attribute that only some kinds of APIs know.',
  why: 'A fragment may serve a WebSocket API too, so the service refuses what needs the headers of an HTTP response there.',
  remedy: 'Keep the value in a context variable, and set the header in the document that includes the fragment.',
  examples: {
    bad: `<fragment>
  <llm-token-limit counter-key="@(context.Subscription.Id)" estimate-prompt-tokens="false"
    token-quota="100000" token-quota-period="Daily" remaining-quota-tokens-header-name="x-tokens-left" />
                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ attribute-in-fragment
</fragment>`,
    good: `<fragment>
  <llm-token-limit counter-key="@(context.Subscription.Id)" estimate-prompt-tokens="false"
    token-quota="100000" token-quota-period="Daily" remaining-quota-tokens-variable-name="tokensLeft" />
</fragment>`,
  },
  check: (cx) => ({
    element({ element, attributes }) {
      if (cx.analysis.kind !== 'fragment') return
      for (const { attribute, name, spec } of attributes) {
        if (spec?.fragment !== false) continue
        cx.report({
          element,
          span: { start: attribute.nameStart, end: attribute.nameEnd },
          message: `'${name}' of '${element.name}' is not allowed in a fragment.`,
          serviceMessage: `The '${name}' attribute is unavailable for websocket APIs and global/product policies.`,
        })
      }
    },
  }),
})
