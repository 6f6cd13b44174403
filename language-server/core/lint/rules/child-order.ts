import { demandsOf } from '../../model/spec.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { areBothThere } from '../certain-siblings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'child-order',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'Child elements stand in the order of the policy statement.',
  why: 'The service reads many policies by a schema that fixes the order, and refuses a child that comes too late.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <required-claims>
      <claim name="scp">
        <value>orders</value>
      </claim>
    </required-claims>
    <issuer-signing-keys>
     ^^^^^^^^^^^^^^^^^^^ child-order
      <key>{{signing-key}}</key>
    </issuer-signing-keys>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key>{{signing-key}}</key>
    </issuer-signing-keys>
    <required-claims>
      <claim name="scp">
        <value>orders</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    element({ element, elements, spec, role }) {
      if (spec === undefined || elements.length < 2 || role === 'unknown-child') return
      const { order } = demandsOf(spec)
      const rank = ({ name }: Element): number => order.get(name) ?? -1
      if (order.size === 0) return
      const ordered = elements.filter((child) => order.has(child.name))
      let latest: Element | undefined
      for (const child of ordered) {
        if (latest === undefined || rank(child) >= rank(latest) || !areBothThere(latest, child, cx)) {
          latest = child
          continue
        }
        const doubtful = spec.children[child.name]?.disputed || spec.disputed || spec.undocumented
        cx.report({
          element,
          span: { start: child.nameStart, end: child.nameEnd },
          ...(doubtful ? { severity: 'warning' } : {}),
          message: `In '${element.name}' the element '${child.name}' must come before '${latest.name}'.`,
          serviceMessage: `The element '${element.name}' has invalid child element '${child.name}'.`,
          fixes: () => [
            {
              title: `Put the children of <${element.name}> in order`,
              edits: sorted(ordered, rank, cx.analysis.text),
              preferred: true,
            },
          ],
        })
      }
    },
  }),
})

/** Writes the elements in order into the places that they stand in, so that what is between them stays. */
function sorted(elements: readonly Element[], rank: (element: Element) => number, text: string): readonly Edit[] {
  const wanted = elements
    .map((element, at) => ({ element, at }))
    .sort((a, b) => rank(a.element) - rank(b.element) || a.at - b.at)
  return elements.flatMap(({ start, end }, at) => {
    const other = wanted[at]?.element
    if (other === undefined || other.start === start) return []
    return [{ span: { start, end }, newText: text.slice(other.start, other.end) }]
  })
}
