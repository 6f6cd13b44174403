import { checkTree } from '../expression/check.ts'
import type { Expr, Token } from '../expression/tree.ts'
import { isReadable } from '../model/expressions.ts'
import { type Action, type ActionOffer, type CodeSelection, codeEdit, selectedCode, termsAround } from './action.ts'

const action: Action = {
  id: 'string-interpolation',
  kind: 'refactor.rewrite',
  offer(place) {
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const around = termsAround(selected)
    const interpolated = around.find((term) => term.kind === 'interpolated')
    const innermost = around[0]
    const made =
      innermost !== undefined && innermost === interpolated
        ? toConcatenation(selected, interpolated)
        : toInterpolation(selected, around)
    if (made === undefined || 'disabled' in made) return made
    if (!isReadable(selected.tree, place.analysis.options.placeholders))
      return { title: made.title, disabled: 'Another tool writes a part of the expression.' }
    return { title: made.title, edits: [codeEdit(place.analysis, selected.use, made.term, made.text)] }
  },
}
export default action

type Made = { readonly title: string; readonly term: Expr; readonly text: string }
type Refused = Extract<ActionOffer, { disabled: string }>

function toInterpolation(selected: CodeSelection, around: readonly Expr[]): Made | Refused | undefined {
  const { typeOf } = checkTree(selected.tree)
  const isText = (term: Expr): boolean => typeOf(term)?.name === 'System.String'
  const sum = around.findLast((term) => term.kind === 'binary' && term.operator === '+' && isText(term))
  if (sum === undefined) return undefined
  const title = 'Write as an interpolated string'
  const parts = flatten(sum, isText)
  if (!parts.some((part) => literalToken(selected, part) !== undefined)) return undefined
  let text = ''
  for (const part of parts) {
    const token = literalToken(selected, part)
    const code = selected.code.slice(part.start, part.end)
    if (token !== undefined) {
      if (!token.text.startsWith('"')) return { title, disabled: 'A verbatim string is among the texts.' }
      const inner = token.text.slice(1, -1)
      if (inner.includes('{{') || inner.includes('}}'))
        return { title, disabled: 'A text holds {{ or }}, which a named value may stand for.' }
      text += inner.replaceAll('{', '{{').replaceAll('}', '}}')
    } else if (part.kind === 'interpolated' && code.startsWith('$"')) text += code.slice(2, -1)
    else if (/[\r\n]/.test(code))
      return { title, disabled: 'A part goes over several lines, which no hole of a string may.' }
    else text += `{${/[:?]|^\s*\{/.test(code) ? `(${code})` : code}}`
  }
  return { title, term: sum, text: `$"${text}"` }
}

function flatten(term: Expr, isText: (term: Expr) => boolean): readonly Expr[] {
  if (term.kind === 'binary' && term.operator === '+' && isText(term))
    return [...flatten(term.left, isText), ...(isText(term.right) ? flatten(term.right, isText) : [term.right])]
  return [term]
}

const literalToken = ({ tree }: CodeSelection, { kind, start }: Expr): Token | undefined =>
  kind === 'literal' ? tree.tokens.find((token) => token.start === start && token.kind === 'string') : undefined

function toConcatenation(
  { tree, code }: CodeSelection,
  term: Extract<Expr, { kind: 'interpolated' }>,
): Made | Refused | undefined {
  const title = 'Write as a concatenation'
  const token = tree.tokens.find(({ start, kind }) => start === term.start && kind === 'interpolated')
  if (token === undefined || !token.text.startsWith('$"'))
    return { title, disabled: 'A verbatim string is not taken apart.' }
  const { typeOf } = checkTree(tree)
  const pieces: string[] = []
  for (const part of token.parts ?? []) {
    if (part.kind === 'text') {
      const text = code.slice(part.start, part.end).replaceAll('{{', '{').replaceAll('}}', '}')
      if (text !== '') pieces.push(`"${text}"`)
      continue
    }
    if (part.alignment !== undefined || part.format !== undefined)
      return { title, disabled: 'A hole has an alignment or a format, which a concatenation cannot say.' }
    const hole = term.parts.find(
      (one) => one.kind === 'hole' && one.value.start >= part.start && one.value.end <= part.end,
    )
    const value = hole?.kind === 'hole' ? hole.value : undefined
    const isAtom = value !== undefined && /^(?:literal|name|member|invocation|element|parenthesized)$/.test(value.kind)
    const text = code.slice(part.start + 1, part.codeEnd).trim()
    // Two numbers in a row would be added up.
    if (pieces.length === 0 && (value === undefined || typeOf(value)?.name !== 'System.String')) pieces.push('""')
    pieces.push(isAtom ? text : `(${text})`)
  }
  return { title, term, text: pieces.length === 0 ? '""' : pieces.join(' + ') }
}
