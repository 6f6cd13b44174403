import type { ChildSpec } from '../../catalog/policy.ts'
import type { Meaning } from '../../model/analysis.ts'
import { demandsOf, specOfChild } from '../../model/spec.ts'
import { attributeValue, readValue, textParts } from '../../model/value.ts'
import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import { appendChild, insertBefore } from '../fixes/elements.ts'
import { minimalElement } from '../fixes/placeholders.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'missing-child',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'An element holds every child element that its policy requires.',
  why: 'The service refuses a document in which a required child element is missing.',
  examples: {
    bad: `<fragment>
  <choose>
   ^^^^^^ missing-child
    <otherwise>
      <set-method>GET</set-method>
    </otherwise>
  </choose>
</fragment>`,
    good: `<fragment>
  <choose>
    <when condition="@(context.Request.Method == "HEAD")">
      <set-method>GET</set-method>
    </when>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element, elements: children, spec, role } = meaning
      // Without its close tag nobody knows what belongs into the element.
      if (spec === undefined || role === 'unknown-child') return
      const demanded = demandsOf(spec).children
      if (demanded.length === 0 || !(element.selfClosing || element.close)) return
      const absent = demanded.filter((name) => !children.some((child) => child.name === name))
      if (absent.length === 0 || isFilledElsewhere(element, cx)) return
      const unknown = children.map(({ name }) => name).filter((name) => !Object.hasOwn(spec.children, name))
      for (const name of absent) {
        const child = spec.children[name]
        // A misspelt name is one fault, which unknown-element reports.
        if (child === undefined || nearest(name, unknown) !== undefined || isSpared(child, meaning, cx)) continue
        const { neededUnless } = child
        const doubtful = neededUnless || child.disputed || child.undocumented || spec.undocumented
        const unless = neededUnless ? ` unless its '${neededUnless.attribute}' is '${neededUnless.equals}'` : ''
        cx.report({
          element,
          ...(doubtful ? { severity: 'warning' } : {}),
          message: `The element '${element.name}' needs a child element '${name}'${unless}.`,
          serviceMessage: `The element '${element.name}' has incomplete content. List of possible elements expected: '${name}'.`,
          fixes: () => {
            const childSpec = specOfChild(spec, name)
            if (childSpec === undefined) return []
            const xml = minimalElement(childSpec)
            const next = firstAfter(element, name, Object.keys(spec.children))
            const { text } = cx.analysis
            const edit = next === undefined ? appendChild(element, xml, text) : insertBefore(next, xml, text)
            return [{ title: `Add <${name}>`, edits: [edit], preferred: true }]
          },
        })
      }
    },
  }),
})

/** Spared is a child that an attribute makes needless, or may make so when its value is not known. */
function isSpared(
  { neededUnless }: ChildSpec,
  { element }: Meaning,
  { analysis: { text, options } }: Context,
): boolean {
  if (neededUnless === undefined) return false
  const value = attributeValue(element, neededUnless.attribute, text, options)
  return value !== undefined && (value.kind !== 'literal' || value.text.trim() === neededUnless.equals)
}

/** A named value, a templating tool or a fragment may put the child there. */
const isFilledElsewhere = (element: Element, { analysis }: Context): boolean =>
  readValue(textParts(element), analysis.text, { placeholders: analysis.options.placeholders }).kind === 'unknown' ||
  childElements(element).some(({ name }) => name === 'include-fragment')

/** The first child that customarily follows one of this name. */
function firstAfter(element: Element, name: string, order: readonly string[]): Element | undefined {
  const later = order.slice(order.indexOf(name) + 1)
  return childElements(element).find((child) => later.includes(child.name))
}
