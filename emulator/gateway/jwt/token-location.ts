import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { queryMap } from '../pipeline/query-string.ts'

const schemes = /^(?:bearer|dpop)\s+/i

/**
 * Reads the token from the header, the query parameter or the value that the element names.
 * @param fallbackHeader used when the element names none of them.
 * @throws CompileError when the element names several of them, or none and there is no fallback.
 */
export function tokenLocation(element: Element, compiler: Compiler, fallbackHeader?: string): Read<string | undefined> {
  const header = compiler.text(element, 'header-name')
  const parameter = compiler.text(element, 'query-parameter-name')
  const value = compiler.text(element, 'token-value')
  const named = [header, parameter, value].filter((read) => read !== undefined)
  if (named.length > 1)
    throw new CompileError('only one of "header-name", "query-parameter-name" and "token-value" may be given')
  if (parameter) return (exchange) => notEmpty(queryMap(exchange.request.query).get(parameter(exchange))?.[0])
  if (value) return (exchange) => notEmpty(value(exchange).trim())

  const name = header ?? (fallbackHeader === undefined ? undefined : () => fallbackHeader)
  if (!name) throw new CompileError('one of "header-name", "query-parameter-name" and "token-value" must be given')
  const scheme = compiler.text(element, 'require-scheme')
  return (exchange) => {
    const headerName = name(exchange)
    const line = exchange.request.headers.first(headerName)
    if (line === undefined) return undefined
    if (scheme && headerName.toLowerCase() === 'authorization') return afterScheme(line, scheme(exchange))
    return notEmpty(withoutScheme(line))
  }
}

const notEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

/** Almost every header reads `Bearer …`, so that spelling is looked at before the pattern. */
const withoutScheme = (line: string): string =>
  line.startsWith('Bearer ') ? line.slice('Bearer '.length).trim() : line.replace(schemes, '').trim()

function afterScheme(line: string, scheme: string): string | undefined {
  const { length } = scheme
  if (line.length <= length || line[length] !== ' ') return undefined
  if (!line.startsWith(scheme) && line.slice(0, length).toLowerCase() !== scheme.toLowerCase()) return undefined
  return notEmpty(line.slice(length + 1).trim())
}
