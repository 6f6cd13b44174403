import type { Meaning } from '../../model/analysis.ts'
import { childElements } from '../../syntax/query.ts'
import { prependChild } from '../fixes/elements.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'missing-base',
  severity: 'warning',
  category: 'structure',
  reach: 'element',
  summary: 'A section should begin with <base />.',
  why: 'Without it the policies of the wider scopes, such as authentication and rate limits, do not run for this section.',
  remedy: 'Add <base />, or keep the section without it when skipping the wider scopes is what you want.',
  examples: {
    options: { scope: 'api' },
    bad: `<policies>
  <inbound>
   ^^^^^^^ missing-base
    <set-method>GET</set-method>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <set-method>GET</set-method>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      if (meaning.role !== 'section' || !isInherited(meaning, cx)) return
      const { element } = meaning
      cx.report({
        element,
        severity: cx.analysis.options.scope === undefined ? 'hint' : 'warning',
        message: `The section '${element.name}' has no <base />, so the policies of the wider scopes are skipped.`,
        fixes: () => [
          { title: 'Add <base />', edits: [prependChild(element, '<base />', cx.analysis.text)], preferred: true },
        ],
      })
    },
  }),
})

/** A backend section that forwards the request itself is how the default one is replaced, not a mistake. */
function isInherited({ element }: Meaning, { analysis }: Context): boolean {
  const { scope } = analysis.options
  if (scope === 'global' || scope === 'fragment') return false
  const children = childElements(element)
  return !children.some(({ name }) => name === 'base') && !(element.name === 'backend' && children.length > 0)
}
