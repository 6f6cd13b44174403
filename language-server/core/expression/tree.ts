import { lastIndexWhere } from '../text/last-index.ts'
import type { Span } from '../text/span.ts'

/**
 * The tree of one expression. Every node carries its span in the *code* (the decoded text handed to the parser);
 * `ExpressionSource.toRaw` leads from there to the document. Mistakes are nodes too: `missing` has no width and stands
 * where something had to be.
 */
export type ExpressionForm = 'paren' | 'brace'

export interface ExpressionSource {
  /** The text between `@(` and `)`, or between `@{` and `}`, with XML entities decoded. */
  readonly code: string
  readonly form: ExpressionForm
  /** Leads from an offset in `code` to the offset in the document; the identity when absent. */
  readonly toRaw?: (offset: number) => number
}

/** `error`: the service certainly refuses it. `warning`: likely wrong, but what is known here may be incomplete. */
export interface ExpressionDiagnostic {
  /** The number the C# compiler gives it, such as `CS1525`; `APIM…` for what only the service refuses. */
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** In the document's raw text. */
  readonly span: Span
}

export type TokenKind =
  | 'identifier'
  | 'keyword'
  | 'number'
  | 'string'
  | 'interpolated'
  | 'char'
  | 'named-value'
  | 'punctuator'
  | 'bad'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
  /** Where the blanks and comments before the token begin. */
  readonly fullStart: number
  /** A line ends between the previous token and this one. */
  readonly newlineBefore: boolean
  readonly literal?: Literal
  readonly parts?: readonly RawStringPart[]
}

export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'char'; readonly value: number }
  | {
      readonly kind: 'number'
      readonly digits: string
      readonly radix: 2 | 10 | 16
      readonly suffix: NumberSuffix
      readonly real: boolean
    }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }

export type NumberSuffix = '' | 'u' | 'l' | 'ul' | 'f' | 'd' | 'm'

/** A piece of an interpolated string before its holes are parsed. */
export type RawStringPart =
  | { readonly kind: 'text'; readonly value: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'hole'
      /** From `{` to `}`. */
      readonly start: number
      readonly end: number
      /** The code of the hole without alignment and format. */
      readonly codeEnd: number
      readonly alignment?: { readonly start: number; readonly end: number }
      readonly format?: string
    }

export interface NamedValueUse {
  readonly name: string
  readonly start: number
  readonly end: number
}

interface Node {
  readonly start: number
  readonly end: number
}

export interface Identifier extends Node {
  /** Empty when missing; without a leading `@`. */
  readonly name: string
}

export type TypeSyntax =
  | (Node & {
      readonly kind: 'named-type'
      readonly parts: readonly (Identifier & { readonly args?: readonly TypeSyntax[] })[]
    })
  | (Node & { readonly kind: 'predefined-type'; readonly keyword: string })
  | (Node & { readonly kind: 'array-type'; readonly element: TypeSyntax; readonly rank: number })
  | (Node & { readonly kind: 'nullable-type'; readonly element: TypeSyntax })
  | (Node & {
      readonly kind: 'tuple-type'
      readonly elements: readonly { readonly type: TypeSyntax; readonly name?: Identifier }[]
    })
  | (Node & { readonly kind: 'missing-type' })

export interface Argument extends Node {
  readonly name?: Identifier
  readonly modifier?: 'ref' | 'out' | 'in'
  readonly value: Expr
}

export interface Parameter extends Node {
  readonly name: Identifier
  readonly type?: TypeSyntax
  readonly modifier?: string
  readonly default?: Expr
}

/** `{ a, b }`, `{ A = 1 }`, `{ ["k"] = 1 }`, `{ { "k", 1 } }`. */
export interface Initializer extends Node {
  readonly elements: readonly InitializerElement[]
}
export type InitializerElement =
  | (Node & { readonly kind: 'value'; readonly value: Expr })
  | (Node & { readonly kind: 'add'; readonly args: readonly Expr[] })
  | (Node & { readonly kind: 'member'; readonly name: Identifier; readonly value: Expr | NestedInitializer })
  | (Node & { readonly kind: 'index'; readonly args: readonly Argument[]; readonly value: Expr | NestedInitializer })
export interface NestedInitializer extends Node {
  readonly kind: 'nested-initializer'
  readonly initializer: Initializer
}

export type StringPart =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'hole'; readonly value: Expr; readonly alignment?: Expr; readonly format?: string }

export type Pattern =
  | (Node & { readonly kind: 'constant-pattern'; readonly value: Expr })
  | (Node & { readonly kind: 'declaration-pattern'; readonly type: TypeSyntax; readonly name: Identifier })
  | (Node & { readonly kind: 'var-pattern'; readonly name: Identifier })
  | (Node & { readonly kind: 'type-pattern'; readonly type: TypeSyntax })

export type QueryClause =
  | (Node & { readonly kind: 'from'; readonly type?: TypeSyntax; readonly name: Identifier; readonly source: Expr })
  | (Node & { readonly kind: 'let'; readonly name: Identifier; readonly value: Expr })
  | (Node & { readonly kind: 'where'; readonly condition: Expr })
  | (Node & {
      readonly kind: 'join'
      readonly name: Identifier
      readonly source: Expr
      readonly left: Expr
      readonly right: Expr
      readonly into?: Identifier
    })
  | (Node & {
      readonly kind: 'orderby'
      readonly keys: readonly { readonly key: Expr; readonly descending: boolean }[]
    })
  | (Node & { readonly kind: 'select'; readonly value: Expr; readonly into?: Identifier })
  | (Node & { readonly kind: 'group'; readonly value: Expr; readonly key: Expr; readonly into?: Identifier })

export type Expr =
  | (Node & { readonly kind: 'missing' })
  | (Node & { readonly kind: 'literal'; readonly literal: Literal })
  | (Node & { readonly kind: 'interpolated'; readonly parts: readonly StringPart[] })
  | (Node & { readonly kind: 'named-value'; readonly name: string })
  | (Node & { readonly kind: 'name'; readonly name: string; readonly typeArgs?: readonly TypeSyntax[] })
  | (Node & { readonly kind: 'type-expression'; readonly type: TypeSyntax })
  | MemberExpr
  | (Node & { readonly kind: 'conditional-access'; readonly target: Expr; readonly access: Expr })
  /** The receiver inside the right side of `?.`: it has no width. */
  | (Node & { readonly kind: 'receiver' })
  | (Node & { readonly kind: 'invocation'; readonly callee: Expr; readonly args: readonly Argument[] })
  | (Node & { readonly kind: 'element'; readonly target: Expr; readonly args: readonly Argument[] })
  | (Node & {
      readonly kind: 'new'
      readonly type: TypeSyntax
      readonly args: readonly Argument[]
      readonly initializer?: Initializer
    })
  | (Node & {
      readonly kind: 'new-array'
      readonly element: TypeSyntax | undefined
      readonly sizes: readonly Expr[]
      readonly initializer?: Initializer
    })
  | (Node & {
      readonly kind: 'new-anonymous'
      readonly members: readonly { readonly name: Identifier; readonly value: Expr }[]
    })
  | (Node & { readonly kind: 'array-initializer'; readonly initializer: Initializer })
  | (Node & { readonly kind: 'cast'; readonly type: TypeSyntax; readonly operand: Expr })
  | (Node & { readonly kind: 'unary'; readonly operator: string; readonly operand: Expr })
  | (Node & { readonly kind: 'postfix'; readonly operator: string; readonly operand: Expr })
  | (Node & { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr })
  | (Node & { readonly kind: 'is'; readonly operand: Expr; readonly pattern: Pattern })
  | (Node & { readonly kind: 'as'; readonly operand: Expr; readonly type: TypeSyntax })
  | (Node & {
      readonly kind: 'conditional'
      readonly condition: Expr
      readonly whenTrue: Expr
      readonly whenFalse: Expr
    })
  | (Node & { readonly kind: 'assignment'; readonly operator: string; readonly target: Expr; readonly value: Expr })
  | LambdaExpr
  | (Node & { readonly kind: 'parenthesized'; readonly inner: Expr })
  | (Node & { readonly kind: 'tuple'; readonly elements: readonly Argument[] })
  | (Node & { readonly kind: 'typeof'; readonly type: TypeSyntax })
  | (Node & { readonly kind: 'default'; readonly type?: TypeSyntax })
  | (Node & { readonly kind: 'checked'; readonly checked: boolean; readonly inner: Expr })
  | (Node & { readonly kind: 'query'; readonly clauses: readonly QueryClause[] })
  | (Node & { readonly kind: 'throw'; readonly value: Expr })
  | (Node & { readonly kind: 'declaration'; readonly type: TypeSyntax; readonly name: Identifier })
  | (Node & { readonly kind: 'ref'; readonly inner: Expr })
  | (Node & { readonly kind: 'await'; readonly inner: Expr })
  /** Recognised C# that expressions cannot hold, named by the diagnostic at the same place. */
  | (Node & { readonly kind: 'unsupported'; readonly feature: string })

export interface MemberExpr extends Node {
  readonly kind: 'member'
  readonly target: Expr
  readonly name: Identifier
  readonly typeArgs?: readonly TypeSyntax[]
}

export interface LambdaExpr extends Node {
  readonly kind: 'lambda'
  readonly parameters: readonly Parameter[]
  readonly body: Expr | BlockStmt
}

export interface Declarator extends Node {
  readonly name: Identifier
  readonly value?: Expr
}

export interface BlockStmt extends Node {
  readonly kind: 'block'
  readonly statements: readonly Stmt[]
}

export interface CatchClause extends Node {
  readonly type?: TypeSyntax
  readonly name?: Identifier
  readonly filter?: Expr
  readonly body: BlockStmt
}

export interface SwitchSection extends Node {
  readonly labels: readonly (Node & { readonly pattern?: Pattern; readonly guard?: Expr })[]
  readonly statements: readonly Stmt[]
}

export type Stmt =
  | BlockStmt
  | (Node & { readonly kind: 'empty' })
  | LocalStmt
  | (Node & {
      readonly kind: 'local-function'
      readonly returnType: TypeSyntax
      readonly name: Identifier
      readonly typeParameters: readonly Identifier[]
      readonly parameters: readonly Parameter[]
      readonly body: Expr | BlockStmt
    })
  | (Node & { readonly kind: 'expression'; readonly expression: Expr })
  | (Node & { readonly kind: 'if'; readonly condition: Expr; readonly then: Stmt; readonly otherwise?: Stmt })
  | (Node & {
      readonly kind: 'for'
      readonly initializers: readonly Stmt[]
      readonly condition?: Expr
      readonly increments: readonly Expr[]
      readonly body: Stmt
    })
  | (Node & {
      readonly kind: 'foreach'
      readonly type: TypeSyntax
      /** Empty where the element is taken apart. */
      readonly name: Identifier
      /** `var (a, b)` or `(var a, int b)`: what each element is taken apart into. */
      readonly parts?: Expr
      readonly source: Expr
      readonly body: Stmt
    })
  | (Node & { readonly kind: 'while'; readonly condition: Expr; readonly body: Stmt })
  | (Node & { readonly kind: 'do'; readonly condition: Expr; readonly body: Stmt })
  | (Node & { readonly kind: 'switch'; readonly subject: Expr; readonly sections: readonly SwitchSection[] })
  | (Node & {
      readonly kind: 'try'
      readonly body: BlockStmt
      readonly catches: readonly CatchClause[]
      readonly finally?: BlockStmt
    })
  | (Node & { readonly kind: 'using'; readonly resource: Expr | LocalStmt; readonly body: Stmt })
  | (Node & { readonly kind: 'lock'; readonly subject: Expr; readonly body: Stmt })
  | (Node & { readonly kind: 'return'; readonly value?: Expr })
  | (Node & { readonly kind: 'throw-statement'; readonly value?: Expr })
  | (Node & { readonly kind: 'break' })
  | (Node & { readonly kind: 'continue' })
  | (Node & { readonly kind: 'checked-block'; readonly checked: boolean; readonly body: BlockStmt })
  | (Node & { readonly kind: 'labeled'; readonly label: Identifier; readonly body: Stmt })
  | GotoStmt
  | (Node & { readonly kind: 'unsupported-statement'; readonly feature: string })

/** To a label, to the case of a value in the switch around it, or, with neither, to its default. */
export interface GotoStmt extends Node {
  readonly kind: 'goto'
  readonly label?: Identifier
  readonly value?: Expr
}

export interface LocalStmt extends Node {
  readonly kind: 'local'
  readonly isConst: boolean
  readonly type: TypeSyntax
  readonly declarators: readonly Declarator[]
}

export interface ExpressionTree {
  readonly source: ExpressionSource
  readonly root: Expr | BlockStmt
  /** Every token of the code in order, the last of kind `end`; with the gaps between them they are the whole code. */
  readonly tokens: readonly Token[]
  readonly namedValues: readonly NamedValueUse[]
  /** Syntax only. */
  readonly diagnostics: readonly ExpressionDiagnostic[]
}

/** The code of the tree, read back from its tokens: equal to the code it was parsed from, for every code. */
export function printTree(tree: ExpressionTree): string {
  return tree.tokens.map((token) => tree.source.code.slice(token.fullStart, token.start) + token.text).join('')
}

/** The offset in the code of an offset in the document; of what stands for several characters there, its first. */
export function codeOffset({ code, toRaw }: ExpressionSource, raw: number): number {
  if (toRaw === undefined) return Math.max(0, Math.min(raw, code.length))
  return Math.max(
    0,
    lastIndexWhere(code.length + 1, (at) => toRaw(at) <= raw),
  )
}

/** The span in the document of something in the code. */
export function rawSpan(source: ExpressionSource, at: { readonly start: number; readonly end: number }): Span {
  const toRaw = source.toRaw
  return toRaw ? { start: toRaw(at.start), end: toRaw(at.end) } : { start: at.start, end: at.end }
}
