import type { Attribute, Element, Mistake, PolicyDocument } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { contains } from '../../text/span.ts'
import type { Fix } from '../finding.ts'
import { removeAttribute } from './attributes.ts'
import { crossedCloseTags } from './crossed-close-tags.ts'
import { expressionEnd } from './expression-end.ts'
import { indentAt, layoutOf, startsLine } from './layout.ts'

/** What repairs a mistake of the parser; empty where nobody can tell what was meant. */
export function mistakeFixes(mistake: Mistake, tree: PolicyDocument): readonly Fix[] {
  const { text, dialect } = tree
  const { owner } = mistake
  if (mistake.name === 'unterminated-expression') {
    const closing = expressionEnd(mistake, text, dialect)
    return closing === undefined ? [] : preferred(`Close the expression with '${closing.newText}'`, closing)
  }
  if (mistake.name === 'missing-close-tag') {
    const crossed = crossedCloseTags(tree).get(mistake)
    const repaired = owner?.kind === 'element' ? elementFixes(mistake, owner, text) : []
    return repaired.map((fix) =>
      crossed === undefined ? fix : { ...fix, edits: [...fix.edits, replace(crossed, '')] },
    )
  }
  if (owner?.kind === 'element') return elementFixes(mistake, owner, text)
  if (owner?.kind === 'attribute') return attributeFixes(mistake, owner, text)
  return plainFixes(mistake, text)
}

const preferred = (title: string, ...edits: readonly Edit[]): readonly Fix[] => [{ title, edits, preferred: true }]
const insert = (at: number, newText: string): Edit => ({ span: { start: at, end: at }, newText })
const replace = ({ start, end }: { start: number; end: number }, newText: string): Edit => ({
  span: { start, end },
  newText,
})

function elementFixes(mistake: Mistake, element: Element, text: string): readonly Fix[] {
  switch (mistake.name) {
    case 'missing-close-tag':
      return preferred(`Close <${element.name}>`, closing(element, text))
    case 'mismatched-close-tag':
      return preferred(
        `Change to </${element.name}>`,
        replace(mistake, text[mistake.start - 1] === '/' ? element.name : `/${element.name}`),
      )
    case 'unterminated-tag':
      if (mistake.start !== element.nameStart) return preferred('Close the tag', insert(mistake.end, '>'))
      return preferred('Close the tag', insert(element.openEnd, element.close === undefined ? ' />' : '>'))
    case 'missing-space':
      return preferred('Insert a space', insert(mistake.start, ' '))
    default:
      return plainFixes(mistake, text)
  }
}

/** Behind the last child; on a line of its own when the element spans lines. */
function closing(element: Element, text: string): Edit {
  let at = element.end
  while (at > element.openEnd && /\s/.test(text[at - 1] ?? '')) at--
  const tag = `</${element.name}>`
  const onOneLine = !text.slice(element.start, at).includes('\n') || !startsLine(text, element.start)
  return insert(at, onOneLine ? tag : layoutOf(text).newline + indentAt(text, element.start) + tag)
}

function attributeFixes(mistake: Mistake, attribute: Attribute, text: string): readonly Fix[] {
  const { value } = attribute
  switch (mistake.name) {
    case 'duplicate-attribute':
      return preferred(`Remove this '${attribute.name}'`, removeAttribute(attribute, text))
    case 'missing-equals':
      return preferred("Insert '='", insert(attribute.nameEnd, '='))
    case 'missing-value':
      return preferred('Add an empty value', replace({ start: attribute.nameEnd, end: attribute.end }, '=""'))
    case 'missing-quotes':
      return preferred(
        'Put it into quotes',
        replace(mistake, `"${text.slice(mistake.start, mistake.end).replace(/["']$/, '')}"`),
      )
    case 'unterminated-value':
      return value === undefined ? [] : preferred('Close the value', insert(value.end, value.quote))
    case 'raw-less-than':
    case 'raw-ampersand':
    case 'not-well-formed': {
      const expression = value?.parts.find((part) => part.kind === 'expression' && contains(part, mistake))
      if (expression === undefined) return plainFixes(mistake, text)
      return preferred(
        'Escape the expression as XML',
        replace(expression, escapeXml(text.slice(expression.start, expression.end))),
      )
    }
    default:
      return plainFixes(mistake, text)
  }
}

function plainFixes(mistake: Mistake, text: string): readonly Fix[] {
  const found = text.slice(mistake.start, mistake.end)
  switch (mistake.name) {
    case 'unterminated-tag':
      return found.startsWith('</') ? preferred('Close the tag', insert(mistake.end, '>')) : []
    case 'unterminated-comment':
      return preferred('End the comment with this line', insert(lineEnd(text, mistake.start), ' -->'))
    case 'unterminated-named-value':
      return preferred('Close the named value', replace(mistake, `${found.replace(/\s*\}?$/, '')}}}`))
    case 'invalid-entity': {
      const written = entities[found.slice(1, -1)] ?? `&amp;${found.slice(1)}`
      return preferred(`Write '${written}'`, replace(mistake, written))
    }
    case 'text-after-value':
      if (found === '"' || found === "'") {
        const written = found === '"' ? '&quot;' : '&apos;'
        return preferred(`Write '${written}'`, replace(mistake, written))
      }
      // Brackets too many, as they are left behind by editing.
      return /^[)\]};\s]+$/.test(found) ? preferred(`Remove '${found}'`, replace(mistake, '')) : []
    case 'raw-ampersand':
      return preferred("Write '&amp;'", replace(mistake, '&amp;'))
    case 'raw-less-than':
      return preferred("Write '&lt;'", replace(mistake, '&lt;'))
    case 'unexpected-close-tag':
      return preferred('Remove the close tag', replace(mistake, ''))
    case 'text-outside-root':
      return preferred('Remove the text', replace(mistake, ''))
    default:
      return []
  }
}

/** Entities of HTML that samples and web pages leave in policies. */
const entities: Readonly<Record<string, string>> = {
  nbsp: '&#160;',
  copy: '&#169;',
  reg: '&#174;',
  laquo: '&#171;',
  raquo: '&#187;',
  ndash: '&#8211;',
  mdash: '&#8212;',
  bull: '&#8226;',
  hellip: '&#8230;',
  euro: '&#8364;',
  trade: '&#8482;',
}

/** The end of an offset's line, white space before it left out. */
function lineEnd(text: string, offset: number): number {
  const line = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? ''
  return offset + line.trimEnd().length
}

/** Escapes what strict XML needs escaped in a value; entities that are there already stay. */
const escapeXml = (code: string): string =>
  code
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
