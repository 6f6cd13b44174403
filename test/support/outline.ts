import { walk } from '../../language-server/core/syntax/query.ts'
import type { PolicyDocument } from '../../language-server/core/syntax/tree.ts'

/**
 * A tree on one line, for comparison in tests: `inbound(set-header[name="x"](value("a" @"@(b)" {{c}})))`. Elements with their
 * attributes and contents; texts quoted, expressions behind `@`, named values as they are written; white space left out.
 */
export function outline(document: PolicyDocument): string {
  const { text } = document
  const out: string[] = []
  const put = (word: string): void => {
    if (out.length > 0 && !out.at(-1)?.endsWith('(')) out.push(' ')
    out.push(word)
  }
  walk(document, {
    content(node) {
      const written = text.slice(node.start, node.end)
      if (node.kind === 'text' && written.trim() !== '') put(JSON.stringify(written.trim()))
      else if (node.kind === 'expression') put(`@${JSON.stringify(written)}`)
      else if (node.kind === 'named-value') put(written)
      else if (node.kind === 'element') {
        const attributes = node.attributes.map(({ name, value }) =>
          value ? `${name}=${JSON.stringify(value.raw)}` : name,
        )
        put(attributes.length === 0 ? `${node.name}(` : `${node.name}[${attributes.join(' ')}](`)
      } else if (node.kind !== 'text') put(`#${node.kind}`)
    },
    leaveElement() {
      out.push(')')
    },
  })
  return out.join('').replaceAll('()', '')
}

/** The mistakes of a tree as `name "text it points at"`. */
export const mistakesOf = (document: PolicyDocument): string[] =>
  document.mistakes.map(({ name, start, end }) => `${name} ${JSON.stringify(document.text.slice(start, end))}`)
