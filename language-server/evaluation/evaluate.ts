import { ClrException, type CompiledExpression, clrTypeName, compileExpression } from '../core/expression/compile.ts'
import type { ExpressionHost } from '../core/expression/context-model.ts'
import { describeValue } from '../core/expression/describe-value.ts'
import { readContext } from './context-file.ts'
import { expressionCrypto } from './expression-crypto.ts'
import { InputError } from './input-error.ts'

export interface EvaluationRequest {
  /** With or without its `@(…)`; a block needs its `@{…}`. */
  readonly code: string
  /** As a context file says it. */
  readonly context?: unknown
  /** The C# type that the place of the expression wants: `bool`, `JObject`. */
  readonly expect?: string
  /** Values by display name. */
  readonly namedValues?: Readonly<Record<string, string>>
  /** Milliseconds that it may run; 10,000 when absent. */
  readonly timeLimit?: number
}

/** Offsets are in the text of the expression as it was given. */
export interface EvaluationDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly start: number
  readonly end: number
}

export type EvaluationAnswer =
  | {
      readonly ok: true
      /** `?` when it is known only at run time. */
      readonly staticType: string
      readonly type: string
      readonly value: unknown
      /** What else there is to say of the expression; absent when there is nothing. */
      readonly diagnostics?: readonly EvaluationDiagnostic[]
    }
  | {
      readonly ok: false
      readonly staticType: string
      readonly exception: { readonly type: string; readonly message: string }
      readonly diagnostics?: readonly EvaluationDiagnostic[]
    }
  | { readonly ok: false; readonly diagnostics: readonly EvaluationDiagnostic[] }

/**
 * Compiles and runs one expression. The clock stands at the context's `now`, random numbers and GUIDs repeat, so that the same request
 * has the same answer.
 * @throws InputError when the context or the type cannot be read
 */
export function evaluate({
  code,
  context,
  expect,
  namedValues,
  timeLimit = 10_000,
}: EvaluationRequest): EvaluationAnswer {
  const model = readContext(context)
  const { form, start, inner, missing } = between(code)
  let compiled: CompiledExpression
  try {
    compiled = compileExpression({
      code: inner,
      form,
      toRaw: (offset) => offset + start,
      ...(expect !== undefined && { expect }),
      ...(namedValues && { namedValues: new Map(Object.entries(namedValues)) }),
    })
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message)
    throw error
  }
  const all = compiled.diagnostics.map(({ code: number, severity, message, span }) => ({
    code: number,
    severity,
    message,
    ...span,
  }))
  if (missing !== undefined) {
    const at = start + inner.length
    const number = missing === ')' ? 'CS1026' : 'CS1513'
    all.push({ code: number, severity: 'error', message: `${missing} expected`, start: at, end: at })
  }
  // What only the service refuses is C# all the same: it is run, and told beside the answer.
  if (all.some((one) => one.severity === 'error' && !one.code.startsWith('APIM')))
    return { ok: false, diagnostics: all }
  const { staticType } = compiled
  const diagnostics = all.length > 0 ? { diagnostics: all } : {}
  let guids = 0
  const host: ExpressionHost = {
    now: () => model.timestamp,
    random: () => 0.5,
    crypto: expressionCrypto,
    monotonic: () => performance.now(),
    timeLimit,
    newGuid: () => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`,
  }
  try {
    const value = compiled.run(model, host)
    return { ok: true, staticType, type: clrTypeName(value), value: describeValue(value), ...diagnostics }
  } catch (error) {
    if (!(error instanceof ClrException)) throw error
    return { ok: false, staticType, exception: { type: error.type, message: error.message }, ...diagnostics }
  }
}

interface Inner {
  readonly form: 'paren' | 'brace'
  readonly inner: string
  /** Of the inner code in the text. */
  readonly start: number
  /** The bracket that closes the expression, where it is missing. */
  readonly missing?: ')' | '}'
}

function between(text: string): Inner {
  const from = text.search(/\S/)
  const end = text.trimEnd().length
  const open = text.slice(from, from + 2)
  if (open !== '@(' && open !== '@{') return { form: 'paren', inner: text, start: 0 }
  const form = open === '@(' ? 'paren' : 'brace'
  const close = open === '@(' ? ')' : '}'
  const start = from + 2
  return end > start && text[end - 1] === close
    ? { form, inner: text.slice(start, end - 1), start }
    : { form, inner: text.slice(start, end), start, missing: close }
}
