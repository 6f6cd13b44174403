import {
  ClrException,
  compileExpression,
  jwtValue,
  responseValue,
  toBoolean,
  toText,
} from '../../language-server/core/expression/compile.ts'
import type { ExpressionEngine } from './expressions.ts'

/** The evaluator of the language server's core: what the editor knows of C#, the gateway runs. */
export const policyExpressions: ExpressionEngine = {
  compile({ code, form }) {
    const { diagnostics, readsBody, run } = compileExpression({ code, form })
    const error = diagnostics.find(({ severity }) => severity === 'error')
    if (error) throw new Error(error.message)
    return { readsBody, run }
  },
  isNotSimulated: (error) => error instanceof ClrException && error.type === 'System.NotSupportedException',
  toText,
  toBoolean,
  responseValue,
  jwtValue,
}
