import { liquidTemplate } from '../../embedded/liquid-template.ts'
import { LIQUID_TAGS } from '../../embedded/liquid-words.ts'
import type { TemplateFault } from '../../model/options.ts'
import { nearest } from '../../text/nearest.ts'
import type { Fix } from '../finding.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'liquid-syntax',
  severity: 'warning',
  category: 'structure',
  reach: 'element',
  summary: 'A Liquid template is Liquid that DotLiquid can read.',
  why: 'The gateway reads the template with DotLiquid. What it cannot read fails the request, or is written as it stands.',
  remedy: 'Close each block with its end tag and each output with `}}`, and use the tags of DotLiquid.',
  examples: {
    bad: `<fragment>
  <set-body template="liquid">{% for item in body.items %}{{ item.name }}</set-body>
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ liquid-syntax
</fragment>`,
    good: `<fragment>
  <set-body template="liquid">{% for item in body.items %}{{ item.name }}{% endfor %}</set-body>
</fragment>`,
  },
  check: (cx) => {
    const { templates } = cx.analysis.options
    if (templates === undefined) return {}
    return {
      'set-body'({ element }) {
        const template = liquidTemplate(element, cx.analysis)
        const fault = template && templates(template.text)
        if (template === undefined || fault === undefined) return
        const around = template.markup.find(({ start, end }) => start <= fault.start && fault.start <= end) ?? fault
        if (PLACEHOLDER.test(template.text.slice(around.start, around.end))) return
        const end = Math.max(fault.end, Math.min(fault.start + 1, template.text.length))
        cx.report({
          element,
          span: { start: template.toRaw(fault.start), end: template.toRaw(end) },
          message: explain(fault),
          fixes: () => fixes(fault, template),
        })
      },
    }
  },
})

/** What other tools replace before Liquid is read. */
const PLACEHOLDER = /\$\{|\$\(|#\{|<%|__[A-Za-z]/

const unknownTag = (message: string): string | undefined => /^tag "?(\w+)"? not found/.exec(message)?.[1]

function explain({ message }: TemplateFault): string {
  const block = /^tag \{%-?\s*(\w+)[\s\S]* not closed/.exec(message)?.[1]
  if (block !== undefined) {
    const end = LIQUID_TAGS[block]?.end
    return end === undefined
      ? `This tag is not closed by '%}'.`
      : `The block '${block}' is not closed by '{% ${end} %}'.`
  }
  if (/^output [\s\S]* not closed/.test(message)) return "This output is not closed by '}}'."
  const tag = unknownTag(message)
  if (tag === undefined) return `Liquid cannot read this: ${message}.`
  if (/^(?:include|extends|render|layout)$/.test(tag))
    return `The tag '${tag}' needs other templates, and a policy has none.`
  const opens = Object.entries(LIQUID_TAGS).find(([name, { end }]) => end === tag || `end${name}` === tag)?.[0]
  if (opens !== undefined) return `'${tag}' closes a block '${opens}' that is not open here.`
  const known = LIQUID_TAGS[tag]
  if (known?.within !== undefined) return `'${tag}' stands only within ${known.within.join(' or ')}.`
  return `DotLiquid has no tag '${tag}'.`
}

function fixes(
  { message, start, end }: TemplateFault,
  template: { readonly text: string; toRaw(at: number): number },
): Fix[] {
  const tag = unknownTag(message)
  if (tag === undefined || Object.hasOwn(LIQUID_TAGS, tag)) return []
  const names = Object.entries(LIQUID_TAGS).flatMap(([name, { end: close }]) => (close ? [name, close] : [name]))
  const better = nearest(tag, names)
  const at = template.text.slice(start, end).indexOf(tag)
  if (better === undefined || at < 0) return []
  const span = { start: template.toRaw(start + at), end: template.toRaw(start + at + tag.length) }
  return [{ title: `Change to '${better}'`, edits: [{ span, newText: better }], preferred: true }]
}
