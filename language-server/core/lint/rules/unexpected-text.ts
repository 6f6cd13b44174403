import type { Meaning } from '../../model/analysis.ts'
import { specOfChild } from '../../model/spec.ts'
import { readValue } from '../../model/value.ts'
import type { Content } from '../../syntax/tree.ts'
import type { Fix } from '../finding.ts'
import { type Context, rule } from '../rule.ts'

const SPACE = 32

export default rule({
  id: 'unexpected-text',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'Text stands only in elements that take text.',
  why: 'The service refuses text where it expects elements.',
  examples: {
    bad: `<fragment>
  <set-header name="X-Trace" exists-action="override">on</set-header>
                                                      ^^ unexpected-text
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <value>on</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      if (takesText(meaning)) return
      const { element, spec } = meaning
      const { text } = cx.analysis
      const first = element.children.find((child) => isText(child, text) && !isReplaced(child, cx))
      if (first === undefined) return
      const { start, end } = trimmed(text, first.start, first.end)
      const expected = Object.keys(spec?.children ?? {})
      cx.report({
        element,
        span: { start, end },
        ...(spec?.undocumented ? { severity: 'warning' } : {}),
        message: `The element '${element.name}' cannot contain text.`,
        serviceMessage: `The element '${element.name}' cannot contain text.${
          expected.length === 0 ? '' : ` List of possible elements expected: '${expected.join(', ')}'.`
        }`,
        fixes: () => fixes(meaning, { start, end }, cx),
      })
    },
  }),
})

/** A named value or what a templating tool replaces: nobody knows whether it will be text. */
const isReplaced = (child: Content, { analysis: { text, options } }: Context): boolean =>
  child.kind === 'named-value' ||
  (child.kind === 'text' && readValue([child], text, { placeholders: options.placeholders }).kind === 'unknown')

function isText({ kind, start, end }: Content, text: string): boolean {
  if (kind === 'expression' || kind === 'named-value' || kind === 'cdata') return true
  if (kind !== 'text') return false
  for (let at = start; at < end; at++) {
    // Samples copied from web pages are indented with no-break spaces, which are no text to their readers.
    if (text.charCodeAt(at) > SPACE) return text.slice(at, end).trim() !== ''
  }
  return false
}

function takesText({ role, spec }: Meaning): boolean {
  if (role === 'root' || role === 'section') return false
  return (
    spec === undefined ||
    role === 'unknown-child' ||
    spec.content === 'text' ||
    spec.content === 'mixed' ||
    spec.content === 'foreign'
  )
}

function trimmed(text: string, start: number, end: number) {
  const inner = text.slice(start, end)
  return { start: start + inner.length - inner.trimStart().length, end: end - inner.length + inner.trimEnd().length }
}

function fixes({ spec }: Meaning, span: { start: number; end: number }, { analysis }: Context): readonly Fix[] {
  const remove = { title: 'Remove the text', edits: [{ span, newText: '' }] }
  const [only, ...others] = Object.keys(spec?.children ?? {})
  if (spec === undefined || only === undefined || others.length > 0) return [remove]
  if (specOfChild(spec, only)?.content !== 'text') return [remove]
  const newText = `<${only}>${analysis.text.slice(span.start, span.end)}</${only}>`
  return [{ title: `Put it into <${only}>`, edits: [{ span, newText }], preferred: true }, remove]
}
