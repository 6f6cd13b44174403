import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElements } from '../compile/source.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import type { HeaderList } from '../pipeline/header-list.ts'

/** https://learn.microsoft.com/azure/api-management/set-header-policy */
const untouchable: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding'])

/** Headers whose several values stay lines of their own; those of all others become one line with commas. */
const separate: ReadonlySet<string> = new Set([
  'user-agent',
  'www-authenticate',
  'proxy-authenticate',
  'cookie',
  'set-cookie',
  'warning',
  'date',
  'expires',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'retry-after',
])

/** Compiles `<set-header>` for whatever message it stands in. */
export function headerChange(element: Element, compiler: Compiler): (exchange: Exchange, headers: HeaderList) => void {
  const name = compiler.need(element, 'name')
  const action = compiler.textOr(element, 'exists-action', 'override')
  const values = childElements(element, 'value').map((value) => compiler.contentText(value))

  return (exchange, headers) => {
    const header = name(exchange).trim()
    const lower = header.toLowerCase()
    if (!token.test(header))
      throw fault({ reason: 'ConfigurationInvalid', message: `"${header}" is not the name of a header.` })
    if (untouchable.has(lower)) {
      exchange.trace.say(`${header} cannot be changed by a policy: the gateway writes it itself.`)
      return
    }
    const before = headers.line(header)
    const how = action(exchange)
    const texts = () =>
      lines(
        lower,
        values.map((value) => sendable(header, value(exchange))),
      )
    if (how === 'delete') headers.delete(header)
    else if (how === 'append') append(headers, header, texts())
    else if (how === 'override') headers.set(header, texts())
    else if (how === 'skip') {
      if (before !== undefined) return
      headers.append(header, texts())
    } else
      throw fault({
        reason: 'ConfigurationInvalid',
        message: `"exists-action" is "${how}" instead of "override", "skip", "append" or "delete".`,
      })
    exchange.trace.change(`header ${header}`, before, headers.line(header))
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-5 */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** What neither a header nor a status line can hold. */
export const unsendable = /[^\t\x20-\x7e\x80-\xff]/

/** White space around a value means nothing in HTTP, and policies are written over several lines. */
function sendable(header: string, value: string): string {
  const text = value.trim()
  if (unsendable.test(text))
    throw fault({
      reason: 'ConfigurationInvalid',
      message: `The value for the header "${header}" has a character that no header can hold, such as a line break.`,
    })
  return text
}

function lines(lowerName: string, values: readonly string[]): readonly string[] {
  return values.length <= 1 || separate.has(lowerName) ? values : [values.join(',')]
}

function append(headers: HeaderList, name: string, values: readonly string[]): void {
  const existing = headers.get(name)
  if (!existing || separate.has(name.toLowerCase())) headers.append(name, values)
  else headers.set(name, [[...existing, ...values].join(',')])
}
