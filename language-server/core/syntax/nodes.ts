import type { Span } from '../text/span.ts'
import { OPEN_BRACE } from './characters.ts'
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
 * The nodes of the tree as the parser builds them. They keep offsets only: names, raw texts and the parts of a value are
 * cut out of the text when somebody asks, since most of them are never asked for.
 */

const NONE: readonly never[] = []

export class DocumentNode implements PolicyDocument {
  readonly kind = 'document'
  readonly start = 0
  readonly end: number
  readonly text: string
  readonly dialect: Dialect
  children: readonly Content[] = NONE
  mistakes: readonly Mistake[] = NONE
  root: Element | undefined = undefined

  constructor(text: string, dialect: Dialect) {
    this.text = text
    this.end = text.length
    this.dialect = dialect
  }
}

export class ElementNode implements Element {
  readonly kind = 'element'
  start: number
  end: number
  nameStart: number
  nameEnd: number
  attributes: readonly Attribute[] = NONE
  openEnd: number
  selfClosing = false
  children: readonly Content[] = NONE
  close: CloseTag | undefined = undefined
  parent: ElementNode | DocumentNode
  readonly source: string

  constructor(source: string, start: number, parent: ElementNode | DocumentNode) {
    this.source = source
    this.start = start
    this.end = start
    this.nameStart = start + 1
    this.nameEnd = start + 1
    this.openEnd = start + 1
    this.parent = parent
  }

  get name(): string {
    return this.source.slice(this.nameStart, this.nameEnd)
  }
}

export class CloseTagNode implements CloseTag {
  readonly start: number
  readonly end: number
  readonly nameStart: number
  readonly nameEnd: number

  constructor(start: number, end: number, nameStart: number, nameEnd: number) {
    this.start = start
    this.end = end
    this.nameStart = nameStart
    this.nameEnd = nameEnd
  }
}

export class AttributeNode implements Attribute {
  readonly kind = 'attribute'
  readonly start: number
  end: number
  readonly nameStart: number
  readonly nameEnd: number
  readonly parent: ElementNode
  /** -1 when there is no value. */
  valueStart = -1
  valueEnd = -1
  quote: '"' | "'" | '' = ''
  expression: ExpressionNode | undefined = undefined
  private cached: ValueNode | undefined = undefined

  constructor(parent: ElementNode, nameStart: number, nameEnd: number) {
    this.parent = parent
    this.start = nameStart
    this.nameStart = nameStart
    this.nameEnd = nameEnd
    this.end = nameEnd
  }

  get name(): string {
    return this.parent.source.slice(this.nameStart, this.nameEnd)
  }

  get value(): AttributeValue | undefined {
    if (this.valueStart < 0) return undefined
    this.cached ??= new ValueNode(this)
    return this.cached
  }
}

class ValueNode implements AttributeValue {
  readonly start: number
  readonly end: number
  readonly quote: '"' | "'" | ''
  private readonly source: string
  private readonly expression: ExpressionNode | undefined
  private cached: readonly ValuePart[] | undefined = undefined

  constructor(owner: AttributeNode) {
    this.start = owner.valueStart
    this.end = owner.valueEnd
    this.quote = owner.quote
    this.source = owner.parent.source
    this.expression = owner.expression
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
  readonly kind = 'expression'
  readonly start: number
  readonly end: number
  readonly terminated: boolean
  private readonly source: string
  private cached: readonly NamedValue[] | undefined = undefined

  constructor(source: string, start: number, end: number, terminated: boolean) {
    this.source = source
    this.start = start
    this.end = end
    this.terminated = terminated
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

  get namedValues(): readonly NamedValue[] {
    this.cached ??= namedValuesIn(this.source, this.start + 2, this.end)
    return this.cached
  }
}

export class CommentNode implements Comment {
  readonly kind = 'comment'
  readonly start: number
  readonly end: number

  constructor(start: number, end: number) {
    this.start = start
    this.end = end
  }
}

export class CDataNode implements CData {
  readonly kind = 'cdata'
  readonly start: number
  readonly end: number

  constructor(start: number, end: number) {
    this.start = start
    this.end = end
  }
}

export class InstructionNode implements Instruction {
  readonly kind = 'instruction'
  readonly start: number
  readonly end: number

  constructor(start: number, end: number) {
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
