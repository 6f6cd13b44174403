import type {
  ContextModel,
  ExpressionHost,
  ResponseModel,
} from '../../language-server/core/expression/context-model.ts'

/** C# between `@(` and `)` or between `@{` and `}`, entities decoded and named values put in. */
export interface ExpressionCode {
  readonly code: string
  readonly form: 'paren' | 'brace'
}

/** One expression, compiled once and run for each request. */
export interface RunnableExpression {
  readonly readsBody: { readonly request: boolean; readonly response: boolean }
  /** @throws whatever the expression throws. */
  run(context: ContextModel, host: ExpressionHost): unknown
}

/**
 * The language that the gateway evaluates, behind one seam, so that the gateway's own tests need not know all of C#.
 */
export interface ExpressionEngine {
  /** @throws Error with a readable message when the code is not valid. */
  compile(source: ExpressionCode): RunnableExpression
  /** True for the failure of a member that is known and not simulated: the caller is told, since the service would not fail. */
  isNotSimulated(error: unknown): boolean
  /** The text of a result as C#'s `ToString()` gives it; empty for null. */
  toText(value: unknown): string
  /** The value of a condition. @throws when it is no boolean. */
  toBoolean(value: unknown): boolean
  /** An `IResponse` to keep in a context variable. */
  responseValue(response: ResponseModel): unknown
  /** A `Jwt` to keep in a context variable. */
  jwtValue(token: string): unknown
}
