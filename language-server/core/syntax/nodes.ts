import type { Span } from '../text/span.ts'
import { DOUBLE_QUOTE, isSpace, OPEN_BRACE, SINGLE_QUOTE } from './characters.ts'
import { namedValuesIn, splitParts } from './named-values.ts'
import type {
  Attribute,
  AttributeValue,
  CData,
  CloseTag,
  Comment,
  Content,
  Dialect,
  Element,
  Expression,
  Instruction,
  Mistake,
  MistakeName,
  NamedValue,
  PolicyDocument,
  ValuePart,
} from './tree.ts'

/**
 * The nodes of the tree as the parser builds them. Fields are declared and then set in the constructor, in one order, since
 * a class field would first be defined as `undefined` for every node. They keep offsets only: names, raw texts and the parts of a value are
 * cut out of the text when somebody asks, since most of them are never asked for.
 */

const NONE: readonly never[] = []
const CDATA_OPEN = '<![CDATA['

export class DocumentNode implements PolicyDocument {
  readonly kind = 'document'
  readonly start = 0
  readonly end: number
  readonly text: string
  readonly dialect: Dialect
  children: readonly Content[] = NONE
  mistakes: readonly Mistake[] = NONE
  root: Element | undefined = undefined
  private inner: readonly Element[] | undefined = undefined

  constructor(text: string, dialect: Dialect) {
    this.text = text
    this.end = text.length
    this.dialect = dialect
  }

  get elements(): readonly Element[] {
    this.inner ??= elementsAmong(this.children)
    return this.inner
  }
}

const elementsAmong = (children: readonly Content[]): readonly Element[] =>
  children.length === 0 ? NONE : children.filter((child) => child.kind === 'element')

export class ElementNode implements Element {
  declare readonly kind: 'element'
  declare start: number
  declare end: number
  declare nameStart: number
  declare nameEnd: number
  declare attributes: readonly Attribute[]
  declare openEnd: number
  declare selfClosing: boolean
  declare children: readonly Content[]
  declare private closeTag: CloseTagNode | undefined
  declare private cutName: string | undefined
  declare private inner: readonly Element[] | undefined
  declare parent: ElementNode | DocumentNode
  declare readonly source: string

  constructor(source: string, start: number, parent: ElementNode | DocumentNode) {
    this.kind = 'element'
    this.start = start
    this.end = start
    this.nameStart = start + 1
    this.nameEnd = start + 1
    this.attributes = NONE
    this.openEnd = start + 1
    this.selfClosing = false
    this.children = NONE
    this.closeTag = undefined
    this.cutName = undefined
    this.inner = undefined
    this.parent = parent
    this.source = source
  }

  /** Cut once, since rules ask again and again; nobody asks before the tag is read. */
  get name(): string {
    this.cutName ??= this.source.slice(this.nameStart, this.nameEnd)
    return this.cutName
  }

  /** Picked out once, when the tree has been read and changes no more. */
  get elements(): readonly Element[] {
    this.inner ??= elementsAmong(this.children)
    return this.inner
  }

  get close(): CloseTag | undefined {
    if (this.closeTag === PLAIN) {
      const start = this.end - (this.nameEnd - this.nameStart) - 3
      this.closeTag = new CloseTagNode(start, this.end, start + 2, this.end - 1)
    }
    return this.closeTag
  }

  set close(tag: CloseTagNode | undefined) {
    this.closeTag = tag
  }

  /** Closes the element by `</name>`, written just so, which ends where the element ends. */
  closePlainly(): void {
    this.closeTag = PLAIN
  }
}

export class CloseTagNode implements CloseTag {
  declare readonly start: number
  declare readonly end: number
  declare readonly nameStart: number
  declare readonly nameEnd: number

  constructor(start: number, end: number, nameStart: number, nameEnd: number) {
    this.start = start
    this.end = end
    this.nameStart = nameStart
    this.nameEnd = nameEnd
  }
}

/** Stands for a close tag that is written as usual, until somebody asks for it. */
const PLAIN = new CloseTagNode(0, 0, 0, 0)

export class AttributeNode implements Attribute {
  declare readonly kind: 'attribute'
  declare end: number
  declare readonly nameStart: number
  declare readonly nameEnd: number
  declare readonly parent: ElementNode
  /** -1 when there is no value. */
  declare valueStart: number
  declare valueEnd: number
  /** The value once somebody has asked for it; until then the expression in it, if there is one. */
  declare private content: ValueNode | ExpressionNode | undefined

  constructor(parent: ElementNode, nameStart: number, nameEnd: number) {
    this.kind = 'attribute'
    this.end = nameEnd
    this.nameStart = nameStart
    this.nameEnd = nameEnd
    this.parent = parent
    this.valueStart = -1
    this.valueEnd = -1
    this.content = undefined
  }

  get start(): number {
    return this.nameStart
  }

  /** The quote in front of the value; a value that is not quoted has none there. */
  get quote(): '"' | "'" | '' {
    const code = this.valueStart < 0 ? 0 : this.parent.source.charCodeAt(this.valueStart - 1)
    return code === DOUBLE_QUOTE ? '"' : code === SINGLE_QUOTE ? "'" : ''
  }

  get expression(): ExpressionNode | undefined {
    return this.content instanceof ValueNode ? this.content.expression : this.content
  }

  set expression(expression: ExpressionNode) {
    this.content = expression
  }

  get name(): string {
    return this.parent.source.slice(this.nameStart, this.nameEnd)
  }

  get value(): AttributeValue | undefined {
    if (this.valueStart < 0) return undefined
    if (!(this.content instanceof ValueNode)) this.content = new ValueNode(this, this.content)
    return this.content
  }
}

class ValueNode implements AttributeValue {
  readonly start: number
  readonly end: number
  readonly quote: '"' | "'" | ''
  private readonly source: string
  readonly expression: ExpressionNode | undefined
  private cached: readonly ValuePart[] | undefined = undefined

  constructor(owner: AttributeNode, expression: ExpressionNode | undefined) {
    this.start = owner.valueStart
    this.end = owner.valueEnd
    this.quote = owner.quote
    this.source = owner.parent.source
    this.expression = expression
  }

  get raw(): string {
    return this.source.slice(this.start, this.end)
  }

  get parts(): readonly ValuePart[] {
    if (this.cached === undefined) {
      const { expression } = this
      if (expression === undefined) this.cached = splitParts(this.source, this.start, this.end)
      else {
        this.cached = [
          ...splitParts(this.source, this.start, expression.start),
          expression,
          ...splitParts(this.source, expression.end, this.end),
        ]
      }
    }
    return this.cached
  }
}

export class ExpressionNode implements Expression {
  declare readonly kind: 'expression'
  declare readonly start: number
  declare readonly end: number
  declare readonly terminated: boolean
  declare private readonly source: string
  declare private cached: readonly NamedValue[] | undefined

  constructor(source: string, start: number, end: number, terminated: boolean) {
    this.kind = 'expression'
    this.start = start
    this.end = end
    this.terminated = terminated
    this.source = source
    this.cached = undefined
  }

  get form(): 'paren' | 'brace' {
    return this.source.charCodeAt(this.start + 1) === OPEN_BRACE ? 'brace' : 'paren'
  }

  get code(): Span {
    return { start: this.start + 2, end: this.terminated ? this.end - 1 : this.end }
  }

  get raw(): string {
    return this.source.slice(this.start, this.end)
  }

  get verbatim(): boolean {
    const { source, start } = this
    let before = start - 1
    while (before >= 0 && isSpace(source.charCodeAt(before))) before--
    return before >= CDATA_OPEN.length - 1 && source.startsWith(CDATA_OPEN, before - CDATA_OPEN.length + 1)
  }

  get namedValues(): readonly NamedValue[] {
    this.cached ??= namedValuesIn(this.source, this.start + 2, this.end)
    return this.cached
  }
}

export class CommentNode implements Comment {
  declare readonly kind: 'comment'
  declare readonly start: number
  declare readonly end: number

  constructor(start: number, end: number) {
    this.kind = 'comment'
    this.start = start
    this.end = end
  }
}

export class CDataNode implements CData {
  declare readonly kind: 'cdata'
  declare readonly start: number
  declare readonly end: number
  declare readonly expression: ExpressionNode | undefined

  constructor(start: number, end: number, expression: ExpressionNode | undefined) {
    this.kind = 'cdata'
    this.start = start
    this.end = end
    this.expression = expression
  }
}

export class InstructionNode implements Instruction {
  declare readonly kind: 'instruction'
  declare readonly start: number
  declare readonly end: number

  constructor(start: number, end: number) {
    this.kind = 'instruction'
    this.start = start
    this.end = end
  }
}

export class MistakeNode implements Mistake {
  readonly kind = 'mistake'
  readonly name: MistakeName
  readonly message: string
  readonly start: number
  readonly end: number
  readonly owner: Element | Attribute | undefined

  constructor(name: MistakeName, where: Span, message: string, owner: Element | Attribute | undefined) {
    this.name = name
    this.start = where.start
    this.end = where.end
    this.message = message
    this.owner = owner
  }
}
