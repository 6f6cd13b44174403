import { isTemplated } from '../model/placeholders.ts'
import type { Element, Mistake } from '../syntax/tree.ts'
import type { Fix } from './finding.ts'
import { crossedCloseTags } from './fixes/crossed-close-tags.ts'
import { definition } from './fixes/definition.ts'
import { layoutOf } from './fixes/layout.ts'
import { mistakeFixes } from './fixes/mistakes.ts'
import { mistakeRules } from './mistake-rules.ts'
import { type Context, type Rule, rule } from './rule.ts'
import { isWithinExpression, serviceWords } from './service-words.ts'

const REFUSED = 'The service cannot read the document, and refuses it whole.'

/** One rule per mistake that the parser names; all are errors. */
export const syntaxRules: readonly Rule[] = Object.entries(mistakeRules).map(([name, { summary, examples }]) =>
  rule({
    id: `syntax-${name}`,
    severity: 'error',
    category: name.endsWith('expression') || name === 'unterminated-string' ? 'expressions' : 'structure',
    summary,
    why: REFUSED,
    examples,
    check: (cx) => ({
      document() {
        const { tree } = cx.analysis
        // A close tag that stands behind that of its parent is told of where it is missing.
        const told = name === 'unexpected-close-tag' ? new Set(crossedCloseTags(tree).values()) : undefined
        for (const mistake of tree.mistakes) {
          if (mistake.name === name && !told?.has(mistake) && !isReplaced(mistake, cx)) report(cx, mistake)
        }
      },
    }),
  }),
)

function report(cx: Context, mistake: Mistake): void {
  const element = elementOf(mistake)
  cx.report({
    ...(element !== undefined && isWithinExpression(mistake) ? { element } : {}),
    span: { start: mistake.start, end: mistake.end },
    message: mistake.message,
    serviceMessage: serviceWords(mistake, element, cx.analysis),
    fixes: () => (mistake.name === 'missing-root' ? rootFixes(mistake, cx) : mistakeFixes(mistake, cx.analysis.tree)),
  })
}

/** An empty document is filled; what else stands in it is left to its author. */
function rootFixes({ start, end }: Mistake, { analysis }: Context): readonly Fix[] {
  const { scope } = analysis.options
  if (end > start || scope === 'resolver') return []
  const at = analysis.text.length
  const { newline } = layoutOf(analysis.text)
  const newText = scope === 'fragment' ? `<fragment>${newline}</fragment>` : definition(analysis)
  const title = scope === 'fragment' ? 'Write an empty fragment' : 'Write an empty policy definition'
  return [{ title, edits: [{ span: { start: at, end: at }, newText: newText + newline }], preferred: true }]
}

/** How far before a character the placeholder begins that holds it. */
const LONGEST_PLACEHOLDER = 400

/** What begins a placeholder of a templating tool whose end is not in front of the end of the text. */
const openPlaceholder = /(?:[$%#]\{[^{}]*|\$\([^()]*|<%(?:(?!%>)[\s\S])*)$/

/** In what a templating tool replaces, and in the `<%` that begins it, a character need not be one of the document to come. */
function isReplaced({ name, start }: Mistake, { analysis: { text, options } }: Context): boolean {
  if (name !== 'raw-less-than' && name !== 'raw-ampersand') return false
  const before = openPlaceholder.exec(text.slice(Math.max(0, start - LONGEST_PLACEHOLDER), start))
  return isTemplated(before?.[0].slice(0, 2) ?? text.slice(start, start + '<%'.length), options.placeholders)
}

const elementOf = ({ owner }: Mistake): Element | undefined => (owner?.kind === 'attribute' ? owner.parent : owner)
