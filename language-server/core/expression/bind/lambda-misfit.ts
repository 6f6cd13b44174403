import type { Candidate } from '../candidate.ts'
import { type ClrType, isOpen, shortType, types } from '../clr/clr-type.ts'
import { delegateShape } from '../registry.ts'
import type { Expr, ExpressionDiagnostic } from '../tree.ts'
import type { Binder } from './binder.ts'

interface Misfit {
  /** The method that was meant. */
  readonly candidate: Candidate
  readonly lambda: Expr
  /** What the parameter takes; open where only the lambda could have told. */
  readonly wanted: ClrType
  readonly severity: ExpressionDiagnostic['severity']
}

/** Says why a lambda is no argument for a parameter: its parameters, or what its body gives. */
export function reportLambda(binder: Binder, { candidate, lambda, wanted, severity }: Misfit): void {
  if (lambda.kind !== 'lambda') return
  const shape = delegateShape(wanted)
  if (!shape) {
    if (!isOpen(wanted))
      binder.report(
        'CS1660',
        `Cannot convert lambda expression to type '${shortType(wanted)}' because it is not a delegate type`,
        lambda,
        severity,
      )
    return
  }
  if (shape.parameters.length !== lambda.parameters.length) {
    if (isOpen(shape.returns))
      binder.report(
        'CS0411',
        `The type arguments for method '${candidate.member.signature.name}' cannot be inferred from the usage. Try specifying the type arguments explicitly.`,
        lambda,
        severity,
      )
    else
      binder.report(
        'CS1593',
        `Delegate '${shortType(wanted)}' does not take ${lambda.parameters.length} arguments`,
        lambda,
        severity,
      )
    return
  }
  const closed = (type: ClrType): ClrType => (isOpen(type) ? types.unknown : type)
  const returns = closed(shape.returns)
  const bound = binder.rooms.bindLambda(binder, lambda, shape.parameters.map(closed), returns)
  if (bound.diagnostics.length > 0) binder.diagnostics.push(...bound.diagnostics)
  else if (lambda.body.kind === 'block' && bound.type.name === 'System.Void' && shape.returns.name !== 'System.Void')
    binder.report('CS1643', 'Not all code paths return a value in the lambda expression', lambda, severity)
  else if (isOpen(shape.returns))
    binder.report(
      'CS0411',
      `The type arguments for method '${candidate.member.signature.name}' cannot be inferred from the usage. Try specifying the type arguments explicitly.`,
      lambda,
      severity,
    )
}
