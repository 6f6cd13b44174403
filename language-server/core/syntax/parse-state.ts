import type { Span } from '../text/span.ts'
import type { BoundaryFailure } from './csharp-boundary.ts'
import { type AttributeNode, type DocumentNode, type ElementNode, MistakeNode } from './nodes.ts'
import { TextBudget } from './scan-budget.ts'
import type { Attribute, Content, Element, Mistake, MistakeName } from './tree.ts'

/** What the functions of the parser share while one document is read. */
export class ParseState {
  readonly text: string
  readonly length: number
  readonly strict: boolean
  readonly document: DocumentNode
  readonly mistakes: Mistake[] = []
  readonly failure: BoundaryFailure = { at: 0, stringStart: -1, unbalanced: '' }
  readonly budget: TextBudget
  /** The element whose content is being read. */
  current: ElementNode | DocumentNode
  /** Finished nodes of all open elements, innermost last; `marks` tells where each open element's begin. */
  readonly nodes: Content[] = []
  top = 0
  /** The attributes of the tag that is being read: the first `attributeCount` of the list. */
  readonly attributes: AttributeNode[] = []
  attributeCount = 0
  readonly marks: number[] = []
  mark = 0
  /** How many elements of a name are open; kept only from the first close tag on that does not match. */
  openNames: Map<string, number> | undefined = undefined

  private moves: number
  private readonly absent = new Set<string>()

  constructor(document: DocumentNode) {
    this.document = document
    this.text = document.text
    this.length = document.text.length
    this.strict = document.dialect === 'xml'
    this.budget = new TextBudget(document.text.length)
    this.current = document
    this.moves = 1000 + this.length
  }

  /** Whether so many more nodes may be handed from an unclosed element to its parent; keeps recovery linear. */
  mayMove(count: number): boolean {
    if (count > this.moves) return false
    this.moves -= count
    return true
  }

  /** Where something that closes (`-->`) is next, or -1; what is not there any more is not looked for again. */
  closer(wanted: string, from: number): number {
    if (this.absent.has(wanted)) return -1
    const found = this.text.indexOf(wanted, from)
    if (found < 0) this.absent.add(wanted)
    return found
  }

  add(node: Content): void {
    this.nodes[this.top++] = node
  }

  /** The nodes added since the current element was opened, which are taken off. */
  takeNodes(): Content[] {
    const taken = this.nodes.slice(this.mark, this.top)
    this.top = this.mark
    return taken
  }

  report(name: MistakeName, where: Span, message: string, owner?: Element | Attribute): MistakeNode {
    const mistake = new MistakeNode(name, where, message, owner)
    this.mistakes.push(mistake)
    return mistake
  }

  slice(where: Span): string {
    return this.text.slice(where.start, where.end)
  }
}

/** A stretch of the document for a message: on one line and not too long. */
export function quoted(text: string, start: number, end: number): string {
  const whole = text
    .slice(start, Math.min(end, start + 200))
    .replace(/\s+/g, ' ')
    .trim()
  return `'${whole.length > 40 ? `${whole.slice(0, 40)}…` : whole}'`
}
