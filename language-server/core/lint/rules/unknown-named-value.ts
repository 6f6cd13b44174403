import { literalAttribute } from '../../model/value.ts'
import type { Element } from '../../syntax/tree.ts'
import { missingResources } from '../missing-resource.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'unknown-named-value',
  severity: 'error',
  category: 'workspace',
  summary: 'A named value that the document uses exists on the instance.',
  why: 'The service replaces named values when it saves a policy, and refuses one that names a value it does not have.',
  remedy: 'Create the named value first, or correct its display name.',
  examples: {
    options: { resources: { namedValues: [{ name: 'tenant', displayName: 'tenantId' }] } },
    bad: `<fragment>
  <set-header name="X-Tenant" exists-action="override">
    <value>{{tenant-id}}</value>
             ^^^^^^^^^ unknown-named-value
  </set-header>
</fragment>`,
    good: `<fragment>
  <set-header name="X-Tenant" exists-action="override">
    <value>{{tenantId}}</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const namedValues = cx.analysis.options.resources?.namedValues
      if (namedValues === undefined) return
      missingResources(cx, {
        references: cx.analysis.references().namedValues.filter(({ element }) => !isLiquid(element, cx)),
        known: namedValues.map(({ displayName }) => displayName),
        noun: 'named value',
        serviceMessage: (name) => `Cannot find a property '${name}'`,
      })
    },
  }),
})

/** A Liquid template writes its own outputs in the same braces. */
function isLiquid(element: Element, { analysis }: Context): boolean {
  for (
    let at: Element | undefined = element;
    at !== undefined;
    at = at.parent.kind === 'element' ? at.parent : undefined
  ) {
    if (literalAttribute(at, 'template', analysis.text) === 'liquid') return true
  }
  return false
}
