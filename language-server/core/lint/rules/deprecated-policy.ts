import { policyNamed } from '../../catalog/lookup.ts'
import type { Meaning } from '../../model/analysis.ts'
import { renameElement } from '../fixes/elements.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'deprecated-policy',
  severity: 'info',
  category: 'style',
  reach: 'element',
  summary: 'A policy that has a successor is replaced by it.',
  why: 'Old policies get no new features, and one day the service refuses them. The azure-openai-* policies go on in llm-*, which take the same attributes and work with other models as well; cross-domain is for Flash, which no browser has; set-graphql-resolver became a resolver document.',
  examples: {
    bad: `<fragment>
  <azure-openai-token-limit counter-key="@(context.Subscription.Id)" tokens-per-minute="500" estimate-prompt-tokens="false" />
   ^^^^^^^^^^^^^^^^^^^^^^^^ deprecated-policy
</fragment>`,
    good: `<fragment>
  <llm-token-limit counter-key="@(context.Subscription.Id)" tokens-per-minute="500" estimate-prompt-tokens="false" />
</fragment>`,
  },
  check: (cx) => ({
    'azure-openai-token-limit': (meaning) => openAi(cx, meaning),
    'azure-openai-emit-token-metric': (meaning) => openAi(cx, meaning),
    'azure-openai-semantic-cache-lookup': (meaning) => openAi(cx, meaning),
    'azure-openai-semantic-cache-store': (meaning) => openAi(cx, meaning),
    'cross-domain': ({ element }) =>
      cx.report({
        element,
        message: 'cross-domain is for Adobe Flash, which no browser has any more; cors is for browsers.',
      }),
    'set-graphql-resolver': ({ element, policy }) =>
      cx.report({
        element,
        message: `set-graphql-resolver is retired; a resolver document with ${policy?.replacement ?? 'http-data-source'} takes its place.`,
      }),
  }),
})

function openAi(cx: Context, { element, name, attributes }: Meaning): void {
  const successor = name.replace('azure-openai-', 'llm-')
  const policy = policyNamed(successor)
  if (policy === undefined) return
  const known = attributes.every((each) => each.name === 'id' || Object.hasOwn(policy.attributes, each.name))
  cx.report({
    element,
    severity: 'hint',
    message: `${successor} does the same and works with other models as well.`,
    fixes: () =>
      known ? [{ title: `Change to ${successor}`, edits: renameElement(element, successor), preferred: true }] : [],
  })
}
