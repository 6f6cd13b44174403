import { isSection, type Meaning } from '../../model/analysis.ts'
import { childElements } from '../../syntax/query.ts'
import { areBothThere } from '../certain-siblings.ts'
import { removeAttribute } from '../fixes/attributes.ts'
import { removeElement } from '../fixes/elements.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { type Context, type Report, rule } from '../rule.ts'

type Fault = Omit<Report, 'element'>

export default rule({
  id: 'base-misuse',
  severity: 'error',
  category: 'structure',
  summary: '<base /> stands once, empty, directly in a section of a document that has a parent scope.',
  why: 'It marks where the policies of the wider scope run. The global scope has none, and a fragment or a branch has no scope at all.',
  examples: {
    options: { scope: 'api' },
    bad: `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(context.Request.IpAddress == "10.0.0.1")">
        <base />
         ^^^^ base-misuse
      </when>
    </choose>
    <base />
     ^^^^ base-misuse
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    base(meaning) {
      if (meaning.role !== 'base') return
      const fault = placeFault(meaning, cx) ?? contentFault(meaning, cx)
      if (fault === undefined) return
      const remove = {
        title: 'Remove <base />',
        edits: [removeElement(meaning.element, cx.analysis.text)],
        preferred: true,
      }
      cx.report({ fixes: () => [remove], ...fault, element: meaning.element })
    },
  }),
})

function placeFault({ element, parent }: Meaning, cx: Context): Fault | undefined {
  const { analysis } = cx
  if (analysis.kind === 'fragment') {
    return { message: 'A fragment has no <base />: it belongs to no scope.' }
  }
  // Sections without <policies> around them are a fault of the root.
  if (parent?.role === 'unknown-root' && isSection(parent.element.name)) return undefined
  if (parent?.role !== 'section') {
    const holder = parent?.element.name ?? 'policies'
    // The documentation shows <base /> in sections only; Microsoft's policy toolkit also writes it into branches.
    return { severity: 'warning', message: `<base /> stands inside <${holder}>, but is described only for sections.` }
  }
  if (analysis.options.scope === 'global') {
    return {
      message: 'The global scope has no parent scope, so <base /> is not allowed in it.',
      serviceMessage: 'Element <base/> is not allowed in global context',
    }
  }
  const first = childElements(parent.element).find(({ name }) => name === 'base')
  if (first !== undefined && first !== element && areBothThere(first, element, cx)) {
    return { message: `<base /> stands twice in ${parent.element.name}: the wider scope's policies would run twice.` }
  }
  return undefined
}

function contentFault({ element }: Meaning, { analysis }: Context): Fault | undefined {
  const [attribute] = element.attributes
  if (attribute !== undefined) {
    return {
      severity: 'warning',
      message: `<base /> takes no attributes, but has '${attribute.name}'.`,
      serviceMessage: `The '${attribute.name}' attribute is not declared.`,
      span: { start: attribute.nameStart, end: attribute.nameEnd },
      fixes: () => [
        {
          title: 'Remove the attributes',
          edits: element.attributes.map((each) => removeAttribute(each, analysis.text)),
          preferred: true,
        },
      ],
    }
  }
  const [first] = childElements(element)
  const last = childElements(element).at(-1)
  // Without its close tag it has swallowed what follows, which is a fault of its own.
  if (first === undefined || last === undefined || element.close === undefined) return undefined
  const separator = layoutOf(analysis.text).newline + indentAt(analysis.text, element.start)
  return {
    message: '<base /> holds nothing, but has child elements.',
    fixes: () => [
      {
        title: 'Put them behind <base />',
        edits: [
          { span: { start: element.start, end: first.start }, newText: `<base />${separator}` },
          { span: { start: last.end, end: element.end }, newText: '' },
        ],
        preferred: true,
      },
    ],
  }
}
