import { removeElement } from '../fixes/elements.ts'
import { elementsOf } from '../fixes/sections.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'too-many-children',
  severity: 'error',
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
    element({ element, spec, role }) {
      if (spec === undefined || role === 'unknown-child') return
      const counts = new Map<string, number>()
      for (const child of elementsOf(element)) {
        const childSpec = Object.hasOwn(spec.children, child.name) ? spec.children[child.name] : undefined
        if (childSpec?.max === undefined) continue
        const count = (counts.get(child.name) ?? 0) + 1
        counts.set(child.name, count)
        if (count <= childSpec.max) continue
        const doubtful = childSpec.disputed || childSpec.undocumented || spec.undocumented
        const times = childSpec.max === 1 ? 'once' : `${childSpec.max} times`
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
