import type { Span } from '../text/span.ts'
import type { Expr, Identifier, Stmt, TypeSyntax } from './tree.ts'

export type DeclarationKind =
  | 'local'
  | 'constant'
  | 'parameter'
  | 'lambda-parameter'
  | 'range-variable'
  | 'local-function'
  | 'label'

type NameExpr = Extract<Expr, { kind: 'name' }>

/** What a walk tells; whoever walks takes what interests him. */
export interface CodeVisitor {
  /** Names declared until the matching `leave` are known in this stretch alone. */
  enter?(scope: Span): void
  leave?(): void
  /** @param span where the name stands, a leading `@` included */
  declare?(name: Identifier, kind: DeclarationKind, isSet: boolean): void
  name?(expr: NameExpr, access: 'read' | 'write'): void
  label?(name: Identifier): void
  /** Every expression, before its parts. */
  expression?(expr: Expr, parents: readonly Expr[]): void
  statement?(statement: Stmt): void
  type?(type: TypeSyntax): void
  /** `name:` in front of an argument, and what is called. */
  argumentName?(name: Identifier, of: Expr | undefined): void
  /** The name of a member that an initialiser sets. */
  memberName?(name: Identifier, of: Expr | undefined): void
}
