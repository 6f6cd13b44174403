import { parseExpression } from '../expression/parse.ts'
import type { ExpressionSource, ExpressionTree } from '../expression/tree.ts'
import type { Attribute, Expression, PolicyDocument } from '../syntax/tree.ts'
import { contains } from '../text/span.ts'
import { sourceOf } from './expression-source.ts'
import type { Meaning } from './meaning.ts'

/** One expression of a document, in the place it stands. */
export interface ExpressionUse {
  readonly expression: Expression
  /** The element that holds it. */
  readonly meaning: Meaning
  /** Absent when the expression is the element's text. */
  readonly attribute: Attribute | undefined
  /** The C#, and the way from its offsets to the document's. */
  readonly source: ExpressionSource
  /**
   * The C# tree; absent when the expression is broken, since nobody knows where it ends. Its spans and those of its diagnostics are
   * offsets in the code: `rawSpan(source, …)` leads to the document.
   */
  readonly tree: ExpressionTree | undefined
}

/** Every expression of a document, in document order. */
export function collectExpressions(tree: PolicyDocument, meanings: readonly Meaning[]): readonly ExpressionUse[] {
  const uses: ExpressionUse[] = []
  for (const meaning of meanings) {
    const { attributes, children } = meaning.element
    const add = (expression: Expression, attribute: Attribute | undefined): void => {
      const source = sourceOf(expression, tree.text)
      uses.push({
        expression,
        meaning,
        attribute,
        source,
        tree: isBroken(expression, tree) ? undefined : parsed(source),
      })
    }
    for (const attribute of attributes) {
      for (const part of attribute.value?.parts ?? []) if (part.kind === 'expression') add(part, attribute)
    }
    for (const child of children) if (child.kind === 'expression') add(child, undefined)
  }
  return uses
}

const isBroken = (expression: Expression, { mistakes }: PolicyDocument): boolean =>
  !expression.terminated || mistakes.some((mistake) => contains(expression, mistake))

/** Enough for every expression of the largest document that the service takes. */
const REMEMBERED_CHARACTERS = 300_000
const remembered = new Map<string, ExpressionTree>()
let characters = 0

/** A tree depends on its code alone, so that a keystroke parses no expression but the one it changes. The oldest are forgotten. */
function parsed({ code, form }: ExpressionSource): ExpressionTree {
  const key = form + code
  const known = remembered.get(key)
  if (known !== undefined) return known
  const tree = parseExpression({ code, form })
  remembered.set(key, tree)
  characters += key.length
  for (const oldest of remembered.keys()) {
    if (characters <= REMEMBERED_CHARACTERS) break
    remembered.delete(oldest)
    characters -= oldest.length
  }
  return tree
}
