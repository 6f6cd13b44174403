import { ClrException } from '../../language-server/core/expression/clr/clr-exception.ts'
import { compileExpression } from '../../language-server/core/expression/compile.ts'
import type { ExpressionHost } from '../../language-server/core/expression/context-model.ts'
import { describeValue } from '../../language-server/core/expression/describe-value.ts'
import { expressionCrypto } from '../../language-server/evaluation/expression-crypto.ts'
import { contextModel } from './context-file.ts'
import { type Answer, codeOf, contextOf, type OracleCase } from './oracle-case.ts'

/** What this project's compiler and evaluator make of a case. Any exception that is none of .NET is an answer too: `crash`. */
export function ownAnswer(one: OracleCase): Answer {
  const { id } = one
  const context = contextModel(contextOf(one))
  let guids = 0
  const host: ExpressionHost = {
    now: () => context.timestamp,
    random: () => 0.5,
    crypto: expressionCrypto,
    newGuid: () => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`,
  }
  try {
    const namedValues = new Map(Object.entries(one.namedValues ?? {}))
    const compiled = compileExpression({
      ...codeOf(one),
      namedValues,
      ...(one.expect !== undefined && { expect: one.expect }),
    })
    const codes = compiled.diagnostics.map(({ code }) => code)
    // What only the service refuses (APIM…) can be run all the same.
    const mistakes = compiled.diagnostics.filter(({ code }) => code.startsWith('CS'))
    const common = { id, codes, staticType: compiled.staticType }
    if (mistakes.some(({ severity }) => severity === 'error')) return { ...common, status: 'compile-error' }
    try {
      return { ...common, status: 'ok', value: describeValue(compiled.run(context, host), 'tagged') }
    } catch (error) {
      if (!(error instanceof ClrException)) throw error
      return { ...common, status: 'throw', exception: error.type, message: error.message }
    }
  } catch (error) {
    return { id, status: 'crash', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
