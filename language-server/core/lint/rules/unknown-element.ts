import type { Meaning } from '../../model/analysis.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { removeElement, renameElement } from '../fixes/elements.ts'
import { type Context, nameSpan, rule } from '../rule.ts'

export default rule({
  id: 'unknown-element',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'An element holds only the child elements that its policy declares.',
  why: 'The service refuses a document with an element that its policy does not declare.',
  examples: {
    bad: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <valeu>on</valeu>
     ^^^^^ unknown-element
  </set-header>
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <value>on</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element, parent } = meaning
      // What <base /> holds is a fault of its own, which base-misuse reports.
      if (meaning.role !== 'unknown-child' || parent?.spec === undefined || parent.role === 'base') return
      if (element.name === '') return
      const { name } = parent.element
      const expected = Object.keys(parent.spec.children)
      cx.report({
        element: parent.element,
        span: nameSpan(element),
        ...(parent.spec.undocumented ? { severity: 'warning' } : {}),
        message:
          expected.length === 0
            ? `The element '${name}' holds no child elements, but has '${element.name}'.`
            : `The element '${name}' has no child element '${element.name}'; it may hold ${list(expected)}.`,
        serviceMessage: `The element '${name}' has invalid child element '${element.name}'.${
          expected.length === 0 ? '' : ` List of possible elements expected: '${expected.join(', ')}'.`
        }`,
        fixes: () => fixes(meaning, expected, cx),
      })
    },
  }),
})

const list = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 6).join(', ')} and others` : names.join(', ')

function fixes({ element }: Meaning, expected: readonly string[], { analysis }: Context): readonly Fix[] {
  const meant = nearest(element.name, expected) ?? expected.find((name) => name.endsWith(`-${element.name}`))
  const remove = { title: `Remove <${element.name}>`, edits: [removeElement(element, analysis.text)] }
  if (meant === undefined) return [remove]
  return [{ title: `Rename to <${meant}>`, edits: renameElement(element, meant), preferred: true }, remove]
}
