import { parseExpression } from '../expression/parse.ts'
import type { ExpressionTree } from '../expression/tree.ts'
import type { Attribute, Expression, PolicyDocument } from '../syntax/tree.ts'
import { contains } from '../text/span.ts'
import type { Meaning } from './analysis.ts'
import { sourceOf } from './expression-source.ts'

/** One expression of a document, in the place it stands. */
export interface ExpressionUse {
  readonly expression: Expression
  /** The element that holds it. */
  readonly meaning: Meaning
  /** Absent when the expression is the element's text. */
  readonly attribute: Attribute | undefined
  /** The C# tree; absent when the expression is broken, since nobody knows where it ends. */
  readonly tree: ExpressionTree | undefined
}

/** Every expression of a document, in document order. */
export function collectExpressions(tree: PolicyDocument, meanings: readonly Meaning[]): readonly ExpressionUse[] {
  const uses: ExpressionUse[] = []
  for (const meaning of meanings) {
    const { attributes, children } = meaning.element
    const add = (expression: Expression, attribute: Attribute | undefined): void => {
      uses.push({ expression, meaning, attribute, tree: treeOf(expression, tree) })
    }
    for (const attribute of attributes) {
      for (const part of attribute.value?.parts ?? []) if (part.kind === 'expression') add(part, attribute)
    }
    for (const child of children) if (child.kind === 'expression') add(child, undefined)
  }
  return uses
}

function treeOf(expression: Expression, { text, mistakes }: PolicyDocument): ExpressionTree | undefined {
  const isBroken = !expression.terminated || mistakes.some((mistake) => contains(expression, mistake))
  return isBroken ? undefined : parseExpression(sourceOf(expression, text))
}
