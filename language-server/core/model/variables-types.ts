import { checkTree } from '../expression/check.ts'
import { type ClrType, clrType, types } from '../expression/clr/clr-type.ts'
import type { ExpressionTree } from '../expression/tree.ts'

/** What a policy puts into the variable that one of its attributes names. */
interface Output {
  /** Absent where the documentation names none. */
  readonly type?: ClrType
  /** `sometimes`: only when there is something to put there; otherwise the variable stays as it was. */
  readonly when: 'always' | 'sometimes'
}

const docs = (type: ClrType, when: Output['when'] = 'always'): Output => ({ type, when })

/**
 * By policy and attribute; one that is not listed sets its variable sometimes, to nobody knows what. Each is what the policy's own page says
 * (https://learn.microsoft.com/azure/api-management/<policy>-policy).
 */
const outputs: Readonly<Record<string, Output>> = {
  // "The name of context variable that will receive a response object." Null where ignore-error let a failure pass.
  'send-request response-variable-name': docs(clrType('IResponse')),
  // "Name of context variable that will receive token value as an object of type Jwt".
  'validate-jwt output-token-variable-name': docs(clrType('Jwt')),
  'validate-azure-ad-token output-token-variable-name': docs(clrType('Jwt')),
  // "Name of the context variable that will receive token value as an object of type string."
  'authentication-managed-identity output-token-variable-name': docs(types.string),
  // "The name of the context variable to receive the Authorization object."
  'get-authorization-context context-variable-name': docs(clrType('Authorization')),
  'invoke-dapr-binding response-variable-name': docs(clrType('IResponse'), 'sometimes'),
}

/** What is in a variable behind the element that sets it. */
export function outputOf(elementName: string, attribute: string): Output {
  const key = `${elementName} ${attribute}`
  return Object.hasOwn(outputs, key) ? (outputs[key] ?? { when: 'sometimes' }) : { when: 'sometimes' }
}

/** The type of an expression's result; undefined when only a run can tell. */
export function resultType(tree: ExpressionTree): ClrType | undefined {
  if (tree.diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const { diagnostics, resultType: type } = checkTree(tree)
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined
  return isTelling(type) ? type : undefined
}

/** An object, an interface of many and a bare null tell nothing of the value. */
const isTelling = ({ name }: ClrType): boolean => name !== '?' && name !== 'null' && name !== types.object.name
