import { asException } from './bind/failures.ts'
import { bindTree } from './bind.ts'
import { ClrException } from './clr/clr-exception.ts'
import { type ClrType, clrType, isNullable, keywordTypes, printType } from './clr/clr-type.ts'
import { ClrView } from './clr/context-view.ts'
import { parseJwt } from './clr/jwt.ts'
import { metered } from './clr/meter.ts'
import { textOf } from './clr/text.ts'
import { typeOf } from './clr/values.ts'
import type { ContextModel, ExpressionHost, ResponseModel } from './context-model.ts'
import { Evaluation, Frame } from './frame.ts'
import { substituteNamedValues } from './named-value-text.ts'
import { parseExpression } from './parse.ts'
import { findTypeName, knownType } from './registry.ts'
import { parseTypeText } from './signature.ts'
import type { ExpressionDiagnostic, ExpressionForm, ExpressionTree } from './tree.ts'

export { ClrException } from './clr/clr-exception.ts'

export interface CompileInput {
  /** The text between the brackets of `@(…)` or `@{…}`, with XML entities decoded. */
  readonly code: string
  readonly form: ExpressionForm
  /** Values by the display name of the named value; put into the code as text before it is read, as the service does. */
  readonly namedValues?: ReadonlyMap<string, string>
  /** The C# type that the place of the expression wants; any value will do when absent. */
  readonly expect?: string
  /** Leads from an offset in `code` to the document. */
  readonly toRaw?: (offset: number) => number
}

export interface CompiledExpression {
  /** Mistakes of syntax, names, types and flow: `error` where C# or the service refuses the code, `warning` where more may be known to them. */
  readonly diagnostics: readonly ExpressionDiagnostic[]
  /** Which bodies it may read; the host keeps them. True where that cannot be told. */
  readonly readsBody: { readonly request: boolean; readonly response: boolean }
  /** Of the result, as .NET prints it: `System.String`; `?` when it is known only at run time. */
  readonly staticType: string
  readonly tree: ExpressionTree
  /** The value, represented as clr/values.ts says. Throws a ClrException and nothing else. */
  run(context: ContextModel, host: ExpressionHost): unknown
}

/**
 * Compiles an expression once, to be run many times: an expression with syntax errors throws when it is run.
 * @throws RangeError when `expect` is no type
 */
export function compileExpression(input: CompileInput): CompiledExpression {
  const { code, toRaw } = substituteNamedValues(input, input.namedValues)
  const tree = parseExpression({ code, form: input.form, ...(toRaw && { toRaw }) })
  const bound = bindTree(tree, input.expect === undefined ? undefined : typeOfText(input.expect))
  const broken = tree.diagnostics.find((one) => one.severity === 'error')
  return {
    diagnostics: [...tree.diagnostics, ...bound.diagnostics],
    readsBody: bound.readsBody,
    staticType: printType(bound.body.type),
    tree,
    run(context, host) {
      if (broken)
        throw new ClrException(
          'System.InvalidOperationException',
          `The expression does not compile: ${broken.code}: ${broken.message}`,
        )
      try {
        const evaluation = new Evaluation(context, host)
        return metered(evaluation, () => bound.body.run(new Frame(evaluation)))
      } catch (error) {
        throw asException(error)
      }
    },
  }
}

function typeOfText(text: string): ClrType {
  const fail = (): never => {
    throw new RangeError(`'${text}' is no type that expressions know.`)
  }
  const isKnown = (type: ClrType): boolean =>
    (type.name === '[]' ||
      isNullable(type) ||
      Object.values(keywordTypes).includes(type) ||
      knownType(type.name) !== undefined) &&
    type.args.every(isKnown)
  let type: ClrType
  try {
    type = parseTypeText(text, [], findTypeName)
  } catch {
    return fail()
  }
  return isKnown(type) ? type : fail()
}

/** How the service prints a value into an attribute or a text: a string as it is, JSON as JSON, null as nothing. */
export const toText = (value: unknown): string => textOf(value)

/** The value of a condition. Throws a ClrException when it is no boolean. */
export function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' && /^\s*(true|false)\s*$/i.test(value)) return value.trim().toLowerCase() === 'true'
  throw new ClrException(
    'System.InvalidCastException',
    `Unable to cast a value of type '${clrTypeName(value)}' to 'System.Boolean'.`,
  )
}

/** The full .NET name of the type of a value; `null` for null. */
export const clrTypeName = (value: unknown): string => printType(typeOf(value))

/** An `IResponse` to keep in a context variable, as `send-request` does. */
export const responseValue = (model: ResponseModel): unknown => new ClrView(clrType('IResponse') as ClrType, model)

/** A `Jwt` to keep in a context variable, as `validate-jwt` does; undefined when the text is no JWT. */
export const jwtValue = (token: string): unknown => parseJwt(token) ?? undefined
