import type { Stmt } from './tree.ts'

/** Whether a function returns a value somewhere; those inside it have their own returns. */
export function givesValue(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'return':
      return statement.value !== undefined
    case 'block':
      return statement.statements.some(givesValue)
    case 'if':
      return givesValue(statement.then) || (statement.otherwise !== undefined && givesValue(statement.otherwise))
    case 'switch':
      return statement.sections.some((section) => section.statements.some(givesValue))
    case 'try':
      return [
        statement.body,
        ...statement.catches.map((one) => one.body),
        ...(statement.finally ? [statement.finally] : []),
      ].some(givesValue)
    case 'while':
    case 'do':
    case 'for':
    case 'foreach':
    case 'using':
    case 'lock':
    case 'labeled':
    case 'checked-block':
      return givesValue(statement.body)
    default:
      return false
  }
}

/** Whether a `continue` of this loop stands in its body. */
export function holdsContinue(statement: Stmt): boolean {
  switch (statement.kind) {
    case 'continue':
      return true
    case 'block':
      return statement.statements.some(holdsContinue)
    case 'if':
      return holdsContinue(statement.then) || (statement.otherwise !== undefined && holdsContinue(statement.otherwise))
    case 'switch':
      return statement.sections.some((section) => section.statements.some(holdsContinue))
    case 'try':
      return [statement.body, ...statement.catches.map((one) => one.body)].some(holdsContinue)
    case 'using':
    case 'lock':
    case 'checked-block':
      return holdsContinue(statement.body)
    default:
      return false
  }
}
