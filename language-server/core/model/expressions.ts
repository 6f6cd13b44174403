import { parseExpression } from '../expression/parse.ts'
import type { ExpressionSource, ExpressionTree } from '../expression/tree.ts'
import type { Attribute, Expression, PolicyDocument } from '../syntax/tree.ts'
import { contains } from '../text/span.ts'
import { sourceOf } from './expression-source.ts'
import type { Meaning } from './meaning.ts'
import type { DocumentOptions } from './options.ts'
import { hasPlaceholder } from './placeholders.ts'

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

const NONE: readonly ExpressionUse[] = []

/** Whether a text is read `again` and again while somebody edits it, or `once`. */
export type Reading = 'again' | 'once'

/** The expressions of one element of a document, those of its children left out, in document order. */
export function collectExpressions(tree: PolicyDocument, meaning: Meaning, reading: Reading): readonly ExpressionUse[] {
  let uses: ExpressionUse[] | undefined
  const add = (expression: Expression, attribute: Attribute | undefined): void => {
    const source = sourceOf(expression, tree.text)
    uses ??= []
    uses.push({
      expression,
      meaning,
      attribute,
      source,
      tree: isBroken(expression, tree) ? undefined : parsed(source, reading),
    })
  }
  for (const { attribute, pieces } of meaning.attributes) {
    for (const piece of pieces) if (piece.kind === 'expression') add(piece, attribute)
  }
  for (const child of meaning.element.children) {
    const expression = child.kind === 'cdata' ? child.expression : child
    if (expression?.kind === 'expression') add(expression, undefined)
  }
  return uses ?? NONE
}

const isBroken = (expression: Expression, { mistakes }: PolicyDocument): boolean =>
  !expression.terminated || mistakes.some((mistake) => contains(expression, mistake))

/**
 * A tree depends on its code alone, so that a keystroke parses no expression but the one it changes. Twice this many characters are
 * remembered at most. Again: enough for every expression of the largest document that the service takes. Once: enough to know what stands
 * in many documents of a folder; a tree takes fifty times the memory of its code, and a folder may hold thousands.
 */
const REMEMBERED_CHARACTERS: Readonly<Record<Reading, number>> = { again: 256 * 1024, once: 16 * 1024 }
const memories = (reading: Reading) => ({
  paren: createMemory(REMEMBERED_CHARACTERS[reading]),
  brace: createMemory(REMEMBERED_CHARACTERS[reading]),
})
const remembered = { again: memories('again'), once: memories('once') }

const parsed = ({ code, form }: ExpressionSource, reading: Reading): ExpressionTree =>
  remembered[reading][form].recall(code, () => parseExpression({ code, form }))

interface Memory {
  recall(code: string, parse: () => ExpressionTree): ExpressionTree
}

/** Two generations: what nobody asked for since the last change of generation is forgotten with the next one. */
function createMemory(most: number): Memory {
  let recent = new Map<string, ExpressionTree>()
  let older = new Map<string, ExpressionTree>()
  let characters = 0
  return {
    recall(code, parse) {
      const known = recent.get(code)
      if (known !== undefined) return known
      const tree = older.get(code) ?? parse()
      if (characters > most) {
        older = recent
        recent = new Map()
        characters = 0
      }
      recent.set(code, tree)
      characters += code.length
      return tree
    },
  }
}

const readable = new WeakMap<ExpressionTree, { readonly forms: unknown; readonly result: boolean }>()

/**
 * Whether a tree is that of the code which will run: its C# has no mistake, and no other tool has something left to replace in it.
 * @param placeholders the forms of placeholders that are understood; every one by default
 */
export function isReadable(tree: ExpressionTree, placeholders?: DocumentOptions['placeholders']): boolean {
  const known = readable.get(tree)
  if (known !== undefined && known.forms === placeholders) return known.result
  const isBroken = tree.diagnostics.some(({ severity }) => severity === 'error')
  const result = !isBroken && !hasPlaceholder(tree.source.code, placeholders)
  readable.set(tree, { forms: placeholders, result })
  return result
}

/** Works something out once per tree: it is found again for as long as the tree is remembered. */
export function oncePerTree<T>(work: (tree: ExpressionTree) => T): (tree: ExpressionTree) => T {
  const known = new WeakMap<ExpressionTree, { readonly result: T }>()
  return (tree) => {
    const found = known.get(tree) ?? { result: work(tree) }
    known.set(tree, found)
    return found.result
  }
}
