import type { ContractParameter } from '../configuration.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { ActionOf } from './actions.ts'
import type { Finding } from './report.ts'

interface ParameterCheck {
  readonly type: keyof typeof words
  readonly specified: readonly ContractParameter[]
  readonly actual: Iterable<readonly [name: string, values: readonly string[]]>
  readonly overrides: ReadonlyMap<string, ActionOf>
  readonly specifiedAction: ActionOf
  /** Absent: nothing can be unspecified. */
  readonly unspecifiedAction: ActionOf | undefined
}

const words = {
  PathParameter: 'path parameter',
  QueryParameter: 'query parameter',
  RequestHeader: 'header',
  ResponseHeader: 'header',
} as const

/**
 * Compares what came with what the API's definition says. Whether something is missing is not among the findings that the service documents.
 * https://learn.microsoft.com/azure/api-management/validate-parameters-policy
 */
export function checkParameters(exchange: Exchange, check: ParameterCheck): Finding[] {
  const { actual, overrides, specified, specifiedAction, type, unspecifiedAction } = check
  const message = type === 'ResponseHeader' ? 'Response' : 'Request'
  return [...actual].flatMap(([name, values]): Finding[] => {
    const known = specified.find((parameter) => parameter.name.toLowerCase() === name.toLowerCase())
    const action = overrides.get(name.toLowerCase()) ?? (known ? specifiedAction : unspecifiedAction)
    if (!action) return []
    const found = (rule: Finding['rule'], details: string): Finding[] => [
      { name, type, rule, details, action: action(exchange) },
    ]
    if (!known) return found('Unspecified', `Unspecified ${words[type]} ${name} is not allowed.`)
    if (values.length > 1 && known.type !== 'array')
      return found('IncorrectMessage', `${message} cannot contain multiple values for the ${words[type]} ${name}.`)
    const wrong = values.map((value) => mistakeOf(value, known)).find((mistake) => mistake !== undefined)
    return wrong === undefined
      ? []
      : found('IncorrectMessage', `Value of the ${words[type]} ${name} does not conform to the definition. ${wrong}`)
  })
}

const patterns: Readonly<Record<string, RegExp>> = {
  integer: /^[+-]?\d+$/,
  number: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
  boolean: /^(?:true|false)$/,
}

function mistakeOf(value: string, { type, values }: ContractParameter): string | undefined {
  if (patterns[type]?.test(value) === false) return `'${value}' is no value of the type ${type}.`
  if (values && values.length > 0 && !values.includes(value)) return `'${value}' is none of ${values.join(', ')}.`
  return undefined
}
