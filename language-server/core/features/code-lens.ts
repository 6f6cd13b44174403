import type { Position, Range } from 'vscode-languageserver-types'
import type { CodeLensChoice } from '../configuration/hints.ts'
import type { Analysis } from '../model/analysis.ts'
import { isInPipeline } from '../model/pipeline.ts'
import { namesSetBy } from '../model/variables-setter.ts'
import { rangeOf } from './ranges.ts'

/** An expression that a lens stands above: where it begins, and its C# with `@(…)` or `@{…}` around it, entities decoded. */
export interface EvaluableExpression {
  readonly range: Range
  readonly code: string
}

/** The expressions that go over several lines and can be read, in document order. */
export function evaluableExpressions(analysis: Analysis): readonly EvaluableExpression[] {
  return analysis.expressions().flatMap(({ expression, source, tree }): EvaluableExpression[] => {
    if (tree === undefined || !/[\r\n]/.test(expression.raw)) return []
    const [open, close] = expression.form === 'paren' ? ['@(', ')'] : ['@{', '}']
    return [{ range: rangeOf(analysis, expression), code: open + source.code + close }]
  })
}

/**
 * Something that a line of the document can tell or do. `effective`: what runs for a call; `variable` and `fragment`: who uses the name that
 * is made here; `call`: an operation that the token check protects.
 */
export type DocumentLens =
  | { readonly kind: 'scope' | 'effective' | 'fragment' | 'call'; readonly position: Position }
  | { readonly kind: 'variable'; readonly position: Position; readonly name: string }

/** What stands above the lines of a document, in their order. */
export function documentLenses(analysis: Analysis, choice: CodeLensChoice): readonly DocumentLens[] {
  const found: DocumentLens[] = []
  const { root } = analysis.tree
  const startOf = (offset: number): Position => analysis.lines.positionAt(offset)
  if (root !== undefined && (analysis.kind === 'policies' || analysis.kind === 'fragment')) {
    const position = startOf(root.start)
    if (choice.scope !== false) found.push({ kind: 'scope', position })
    if (choice.scope !== false && analysis.kind === 'policies') found.push({ kind: 'effective', position })
    if (choice.references !== false && analysis.kind === 'fragment') found.push({ kind: 'fragment', position })
  }
  for (const meaning of analysis.meanings) {
    const { element, name, role } = meaning
    if (role !== 'policy' || element.nameEnd === element.nameStart) continue
    if (choice.references !== false)
      for (const { attribute, name: variable } of namesSetBy(meaning)) {
        const { value } = attribute.attribute
        if (variable !== undefined && value !== undefined)
          found.push({ kind: 'variable', name: variable, position: startOf(value.start) })
      }
    const isCheck = name === 'validate-jwt' || name === 'validate-azure-ad-token'
    if (isCheck && choice.callOperation !== false && analysis.kind === 'policies' && isInPipeline(element))
      found.push({ kind: 'call', position: startOf(element.start) })
  }
  return found
}
