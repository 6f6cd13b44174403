import type { AttributeMeaning } from '../model/meaning.ts'
import { decodeText, encodeExpressionValue } from '../syntax/decode.ts'
import { touches } from '../text/span.ts'
import type { Action } from './action.ts'

const TITLE = 'Write as an expression'

const action: Action = {
  id: 'value-to-expression',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const found = analysis.meanings
      .filter(({ element }) => element.start <= span.start && span.end <= element.openEnd)
      .flatMap(({ attributes }) => attributes)
      .find(({ attribute: { value } }) => value !== undefined && touches(value, span.start) && touches(value, span.end))
    const value = found?.attribute.value
    if (found?.spec === undefined || value === undefined || value.quote === '' || found.value?.kind === 'expression')
      return undefined
    const { name, spec } = found
    if (spec.expression === false) return { title: TITLE, disabled: `'${name}' takes no policy expression.` }
    if (spec.expression === undefined)
      return { title: TITLE, disabled: `No source says whether '${name}' takes a policy expression.` }
    if (found.value?.kind !== 'literal')
      return { title: TITLE, disabled: 'The value is known only once a named value or a placeholder is replaced.' }
    const code = written(spec, decodeText(value.raw))
    if (code === undefined)
      return { title: TITLE, disabled: `'${value.raw}' is not a value that an expression of '${name}' may give.` }
    const quote = value.quote === "'" ? "'" : '"'
    const newText = encodeExpressionValue(`@(${code})`, analysis.tree.dialect, quote)
    return { title: TITLE, edits: [{ span: { start: value.start, end: value.end }, newText }] }
  },
}
export default action

/** The text in C#; undefined: an expression in this place may not give it. */
function written({ type, returns }: NonNullable<AttributeMeaning['spec']>, text: string): string | undefined {
  const kind = returns ?? type
  const bare = text.trim()
  if (/^(?:int|integer|long)$/.test(kind) && /^-?\d{1,9}$/.test(bare)) return returns === 'long' ? `${bare}L` : bare
  if (/^(?:double|number)$/.test(kind) && /^-?\d{1,9}(?:\.\d+)?$/.test(bare)) return bare
  if (/^bool/.test(kind) && /^(?:true|false)$/i.test(bare)) return bare.toLowerCase()
  return /^(?:int|long|double|bool)$/.test(returns ?? '') ? undefined : JSON.stringify(text)
}
