import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { areBothThere } from '../certain-siblings.ts'
import type { Fix } from '../finding.ts'
import { appendText, removeElement } from '../fixes/elements.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'duplicate-section',
  severity: 'error',
  category: 'structure',
  summary: 'Each section stands at most once in <policies>.',
  why: 'The service refuses a document that has a section twice, since it could not tell their order.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
  </inbound>
  <inbound>
   ^^^^^^^ duplicate-section
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
    document() {
      const first = new Map<string, Element>()
      for (const { role, element } of cx.analysis.meanings) {
        if (role !== 'section' || element.parent !== cx.analysis.tree.root) continue
        const earlier = first.get(element.name)
        if (earlier === undefined || !areBothThere(earlier, element, cx)) {
          first.set(element.name, element)
          continue
        }
        cx.report({
          element,
          message: `The section '${element.name}' stands twice in <policies>.`,
          fixes: () => [mergeFix(earlier, element, cx.analysis.text)],
        })
      }
    },
  }),
})

function mergeFix(earlier: Element, later: Element, text: string): Fix {
  const hasBase = childElements(earlier).some(({ name }) => name === 'base')
  const moved = childElements(later).filter(({ name }) => name !== 'base' || !hasBase)
  const separator = layoutOf(text).newline + indentAt(text, moved[0]?.start ?? later.start)
  const content = moved.map(({ start, end }) => text.slice(start, end)).join(separator)
  const edits = [removeElement(later, text), ...(content === '' ? [] : [appendText(earlier, content, text)])]
  return { title: `Merge into the first <${later.name}>`, edits, preferred: true }
}
