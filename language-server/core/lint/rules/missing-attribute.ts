import { demandsOf } from '../../model/spec.ts'
import type { Attribute } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import { isDoubtful } from '../doubt.ts'
import { addAttributes } from '../fixes/attributes.ts'
import { placeholder } from '../fixes/placeholders.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'missing-attribute',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'An element carries every attribute that its policy requires.',
  why: 'The service refuses a document in which a required attribute is missing.',
  examples: {
    bad: `<fragment>
  <send-request mode="new">
   ^^^^^^^^^^^^ missing-attribute
    <set-url>https://example.com</set-url>
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request mode="new" response-variable-name="answer">
    <set-url>https://example.com</set-url>
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    element({ element, attributes, spec, role }) {
      if (spec === undefined || role === 'unknown-child') return
      const demanded = demandsOf(spec).attributes
      if (demanded.every((name) => attributes.some((attribute) => attribute.name === name))) return
      // Where an expression does not end, it may hold the attributes behind it.
      if (element.attributes.some(isOpenEnded)) return
      const absent = demanded.filter((name) => !attributes.some((attribute) => attribute.name === name))
      // A misspelt name is one fault, which unknown-attribute reports.
      const unknown = attributes.filter((each) => each.spec === undefined).map(({ name }) => name)
      const missing = absent.flatMap((name) => {
        const attribute = spec.attributes[name]
        return attribute === undefined || nearest(name, unknown) !== undefined ? [] : [[name, attribute] as const]
      })
      const all = missing.map(([name, attribute]) => [name, placeholder(name, attribute)] as const)
      for (const [name, attribute] of missing) {
        const doubtful = isDoubtful(attribute, 'required') || spec.undocumented
        cx.report({
          element,
          ...(doubtful ? { severity: 'warning' } : {}),
          message: `The element '${element.name}' needs the attribute '${name}'.`,
          serviceMessage: `The required attribute '${name}' is missing.`,
          fixes: () => [
            {
              title: `Add '${name}'`,
              edits: [addAttributes(element, [[name, placeholder(name, attribute)]])],
              preferred: all.length === 1,
            },
            ...(all.length > 1
              ? [{ title: 'Add all missing attributes', edits: [addAttributes(element, all)], preferred: true }]
              : []),
          ],
        })
      }
    },
  }),
})

const isOpenEnded = ({ value }: Attribute): boolean =>
  value?.parts.some((part) => part.kind === 'expression' && !part.terminated) === true
