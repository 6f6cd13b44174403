import type { ExpressionTree } from '../expression/tree.ts'
import { type Analysis, oncePerAnalysis } from '../model/analysis.ts'
import { type ExpressionUse, oncePerTree } from '../model/expressions.ts'
import { attributeText } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { type Piece, type Shape, type Shapes, shapesOf } from './taint.ts'

/** Where a caller's text reaches a place that decides about a host. */
interface HostChoice {
  readonly span: Span
  /** What of the request it is: "the header 'X-Target'". */
  readonly what: string
}

interface DocumentFlow {
  readonly shapes: ReadonlyMap<Element, readonly (readonly [ExpressionUse, Shapes])[]>
  readonly checked: ReadonlySet<string>
}

/**
 * Whether the expression in an element's text, or in one of its attributes, lets the caller choose the host of a URL. A source that the
 * document compares with anything is trusted: whether the comparison is right cannot be told. What follows a host, `/` or `?` may come
 * from anywhere; a named value or an unknown variable in front counts as a host.
 */
export function hostChoice(analysis: Analysis, element: Element, attribute?: string): HostChoice | undefined {
  if (!analysis.text.includes('context.Request')) return undefined
  const flow = flowOfRequest(analysis)
  for (const [use, shapes] of flow.shapes.get(element) ?? []) {
    if (use.attribute?.name !== attribute) continue
    for (const shape of shapes) {
      const what = hostSource(shape)
      if (what !== undefined && !flow.checked.has(what)) return { what, span: use.expression }
    }
  }
  return undefined
}

interface Followed {
  readonly shapes: Shapes
  readonly checked: ReadonlySet<string>
}

function follow(tree: ExpressionTree, variables: ReadonlyMap<string, Shapes>): Followed {
  const checked = new Set<string>()
  return { shapes: shapesOf(tree.root, { variables, checked }), checked }
}

const NO_VARIABLES: ReadonlyMap<string, Shapes> = new Map()
const NOTHING: Followed = { shapes: [], checked: new Set() }
/** What reads no variable gives the same in every version of the document. */
const followAlone = oncePerTree((tree) => follow(tree, NO_VARIABLES))

/**
 * Every expression in document order, so that a variable is read after it was set. Only variables that hold something of the request are
 * followed, and only expressions that mention one of them or the request.
 */
const flowOfRequest = oncePerAnalysis((analysis): DocumentFlow => {
  const variables = new Map<string, Shapes>()
  const checked = new Set<string>()
  const shapes = new Map<Element, (readonly [ExpressionUse, Shapes])[]>()
  for (const use of analysis.expressions()) {
    const { tree, meaning, attribute } = use
    if (tree === undefined) continue
    const followed = followUse(tree, variables)
    for (const what of followed.checked) checked.add(what)
    if (!followed.shapes.some(isOfRequest)) continue
    shapes.set(meaning.element, [...(shapes.get(meaning.element) ?? []), [use, followed.shapes]])
    const name = meaning.name === 'set-variable' ? attributeText(meaning.element, 'name') : undefined
    if (name === undefined || attribute?.name !== 'value') continue
    variables.set(name, [...(variables.get(name) ?? []), ...followed.shapes])
  }
  // A header that is checked, or that a policy wrote, is not the caller's.
  for (const { name, element } of analysis.meanings) {
    if (name !== 'check-header' && (name !== 'set-header' || attributeText(element, 'exists-action') === 'skip'))
      continue
    const header = attributeText(element, 'name')
    if (header !== undefined) checked.add(`the header '${header}'`)
  }
  return { shapes, checked }
})

function followUse(tree: ExpressionTree, variables: ReadonlyMap<string, Shapes>): Followed {
  const { code } = tree.source
  if (variables.size > 0 && code.includes('Variables')) {
    for (const name of variables.keys()) if (code.includes(name)) return follow(tree, variables)
  }
  return code.includes('Request') ? followAlone(tree) : NOTHING
}

const isOfRequest = (shape: Shape): boolean => shape.some(({ kind }) => kind === 'request')

const hasHost = /^\s*(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#]+[/?#]|^\s*\/[^/\\]|^\s*[?#]/i

/** A path parameter holds no slash: with the rest of a host behind it, it chooses among the hosts of one domain. */
function isLabel(piece: Piece, shape: Shape): boolean {
  const next = shape[shape.indexOf(piece) + 1]
  return (
    piece.kind === 'request' &&
    piece.what.startsWith('the path parameter') &&
    next?.kind === 'text' &&
    /^\.[\w-]+\.[\w.-]+[/:?]/.test(`${next.value}/`)
  )
}

function hostSource(shape: Shape): string | undefined {
  let before = ''
  for (const piece of shape) {
    if (piece.kind === 'other') return undefined
    if (piece.kind === 'text') before += piece.value
    // A named value or a placeholder of another tool is taken for a host.
    else return hasHost.test(before) || /\{|__/.test(before) || isLabel(piece, shape) ? undefined : piece.what
  }
  return undefined
}
