import type { Meaning } from '../../model/analysis.ts'
import type { Attribute } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { removeAttribute, renameAttribute } from '../fixes/attributes.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'unknown-attribute',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'An element carries only the attributes that its policy declares.',
  why: 'The service refuses a document with an attribute that is not declared.',
  examples: {
    bad: `<fragment>
  <set-header nam="X-Trace" name="X-Trace" exists-action="delete" />
              ^^^ unknown-attribute
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element, spec, role } = meaning
      if (element.attributes.length === 0 || role === 'unknown-child' || role === 'base') return
      if (spec === undefined && role !== 'section' && role !== 'root') return
      for (const { attribute, name, spec: known } of meaning.attributes) {
        if (known !== undefined || name === '' || isForeign(name)) continue
        cx.report({
          element,
          span: { start: attribute.nameStart, end: attribute.nameEnd },
          ...(spec?.undocumented || role === 'root' || role === 'section' ? { severity: 'warning' } : {}),
          message: `The element '${element.name}' has no attribute '${name}'.`,
          serviceMessage: `The '${name}' attribute is not declared.`,
          fixes: () => fixes(attribute, meaning, cx),
        })
      }
    },
  }),
})

/** Namespace declarations and `xml:space` belong to XML, not to the policy. */
const isForeign = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xml:')

function fixes(attribute: Attribute, { element, spec }: Meaning, { analysis }: Context): readonly Fix[] {
  const taken = new Set(element.attributes.map(({ name }) => name))
  const free = Object.keys(spec?.attributes ?? {}).filter((name) => !taken.has(name))
  const meant = nearest(attribute.name, free)
  const remove = { title: `Remove '${attribute.name}'`, edits: [removeAttribute(attribute, analysis.text)] }
  if (meant === undefined) return [remove]
  return [{ title: `Rename to '${meant}'`, edits: [renameAttribute(attribute, meant)], preferred: true }, remove]
}
