import { demandsOf } from '../../model/spec.ts'
import type { Element } from '../../syntax/tree.ts'
import { areBothThere } from '../certain-siblings.ts'
import { removeElement } from '../fixes/elements.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'too-many-children',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A child element stands as often as its policy allows.',
  why: 'The service refuses a document in which a child element is repeated that may stand only once.',
  examples: {
    bad: `<fragment>
  <return-response>
    <set-status code="401" reason="Unauthorized" />
    <set-status code="403" reason="Forbidden" />
     ^^^^^^^^^^ too-many-children
  </return-response>
</fragment>`,
    good: `<fragment>
  <return-response>
    <set-status code="403" reason="Forbidden" />
  </return-response>
</fragment>`,
  },
  check: (cx) => ({
    element({ element, elements, spec, role }) {
      if (spec === undefined || elements.length < 2 || role === 'unknown-child') return
      const { limited } = demandsOf(spec)
      if (limited.size === 0) return
      const seen = new Map<string, Element[]>()
      for (const child of elements) {
        const max = limited.get(child.name)
        if (max === undefined) continue
        const earlier = seen.get(child.name) ?? []
        seen.set(child.name, [...earlier, child])
        const first = earlier.at(-max)
        if (first === undefined || !areBothThere(first, child, cx)) continue
        const childSpec = spec.children[child.name]
        const doubtful = childSpec?.disputed || childSpec?.undocumented || spec.undocumented
        const times = max === 1 ? 'once' : `${max} times`
        cx.report({
          element,
          span: { start: child.nameStart, end: child.nameEnd },
          ...(doubtful ? { severity: 'warning' } : {}),
          message: `The element '${child.name}' may stand only ${times} in '${element.name}'.`,
          serviceMessage: `The element '${element.name}' has invalid child element '${child.name}'.`,
          fixes: () => [{ title: `Remove this <${child.name}>`, edits: [removeElement(child, cx.analysis.text)] }],
        })
      }
    },
  }),
})
