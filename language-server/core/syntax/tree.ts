import type { Span } from '../text/span.ts'

/**
 * The tree of one policy document. It is lossless: every character of the text belongs to exactly one leaf, in order.
 * Mistakes are nodes of it (`mistake`), never exceptions.
 */

/** `rawxml`: expressions are plain C#; `xml`: the whole text must be well-formed XML, with expressions escaped. */
export type Dialect = 'rawxml' | 'xml'

export interface PolicyDocument extends Span {
  readonly kind: 'document'
  readonly text: string
  readonly dialect: Dialect
  readonly children: readonly Content[]
  /** The elements among the children. */
  readonly elements: readonly Element[]
  /** Every mistake of the tree, in document order. */
  readonly mistakes: readonly Mistake[]
  /** The first element at top level: `policies`, `fragment`, a resolver's data source, or anything else that was written. */
  readonly root: Element | undefined
}

export type Content = Element | Text | Expression | NamedValue | Comment | CData | Instruction | Mistake

export interface Element extends Span {
  readonly kind: 'element'
  /** As written; empty when the name is missing. */
  readonly name: string
  readonly nameStart: number
  readonly nameEnd: number
  readonly attributes: readonly Attribute[]
  /** Offset behind the `>` or `/>` of the open tag (or where it broke off). */
  readonly openEnd: number
  readonly selfClosing: boolean
  readonly children: readonly Content[]
  /** The elements among the children. */
  readonly elements: readonly Element[]
  /** Absent when self-closing or when the close tag is missing (then a `missing-close-tag` mistake tells so). */
  readonly close: CloseTag | undefined
  readonly parent: Element | PolicyDocument
}

export interface CloseTag extends Span {
  readonly nameStart: number
  readonly nameEnd: number
}

export interface Attribute extends Span {
  readonly kind: 'attribute'
  readonly name: string
  readonly nameStart: number
  readonly nameEnd: number
  /** Absent when there is no `=`. */
  readonly value: AttributeValue | undefined
  readonly parent: Element
}

/** The span is the text between the quotes. */
export interface AttributeValue extends Span {
  /** Empty when the value is not quoted (which is also a mistake). */
  readonly quote: '"' | "'" | ''
  /** As written, entities not decoded. */
  readonly raw: string
  /** Text, named values and at most one expression; together they cover the span. */
  readonly parts: readonly ValuePart[]
}

export type ValuePart = Text | Expression | NamedValue

/** Character data outside expressions. */
export interface Text extends Span {
  readonly kind: 'text'
  readonly raw: string
}

/**
 * `@(…)` or `@{…}`: it counts only when it is the whole value or text, white space aside
 * (https://learn.microsoft.com/azure/api-management/api-management-policy-expressions).
 */
export interface Expression extends Span {
  readonly kind: 'expression'
  readonly form: 'paren' | 'brace'
  /** The C# between the brackets, as written (entities not decoded). */
  readonly code: Span
  readonly raw: string
  readonly namedValues: readonly NamedValue[]
  /** False when the closing bracket is missing. */
  readonly terminated: boolean
  /** True within CDATA, where nothing is decoded. */
  readonly verbatim: boolean
}

/** `{{name}}` */
export interface NamedValue extends Span {
  readonly kind: 'named-value'
  /** The display name between the braces, trimmed. */
  readonly name: string
}

export interface Comment extends Span {
  readonly kind: 'comment'
}
export interface CData extends Span {
  readonly kind: 'cdata'
  /** The expression that is its whole content, if it is one; its code is as it stands, an `&lt;` in it is no entity. */
  readonly expression: Expression | undefined
}
/** A processing instruction, an XML declaration or a DOCTYPE. */
export interface Instruction extends Span {
  readonly kind: 'instruction'
}

export type MistakeName =
  | 'missing-close-tag'
  | 'mismatched-close-tag'
  | 'unexpected-close-tag'
  | 'unterminated-tag'
  | 'unterminated-comment'
  | 'unterminated-cdata'
  | 'unterminated-instruction'
  | 'unterminated-expression'
  | 'unterminated-string'
  | 'unterminated-named-value'
  | 'unterminated-value'
  | 'missing-name'
  | 'invalid-name'
  | 'missing-value'
  | 'missing-quotes'
  | 'missing-space'
  | 'missing-equals'
  | 'duplicate-attribute'
  | 'text-after-value'
  | 'invalid-entity'
  | 'raw-ampersand'
  | 'raw-less-than'
  | 'not-well-formed'
  | 'text-outside-root'
  | 'several-roots'
  | 'missing-root'

/** Reported as rule `syntax-<name>`. */
export interface Mistake extends Span {
  readonly kind: 'mistake'
  readonly name: MistakeName
  /** One sentence: what is wrong. */
  readonly message: string
  /** The element or attribute that the mistake belongs to, where there is one. */
  readonly owner: Element | Attribute | undefined
}
