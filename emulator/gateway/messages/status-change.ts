import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { fault } from '../pipeline/fault.ts'
import { unsendable } from './header-change.ts'
import { reasonPhrase } from './reason-phrase.ts'

export interface Status {
  readonly code: number
  readonly reason: string
}

/** Compiles `<set-status>`; without a reason the usual one of the code is sent. */
export function statusOf(element: Element, compiler: Compiler): Read<Status> {
  const code = compiler.number(element, 'code')
  const reason = compiler.text(element, 'reason')
  return (exchange) => {
    const value = code(exchange)
    // The transport cannot send anything else: 1xx answers are not final, and node refuses what has not three digits.
    if (!Number.isInteger(value) || value < 200 || value > 999)
      throw fault({ reason: 'ConfigurationInvalid', message: `${value} is not a status code that can be sent.` })
    const text = reason?.(exchange) ?? reasonPhrase(value)
    if (unsendable.test(text))
      throw fault({
        reason: 'ConfigurationInvalid',
        message: 'The reason has a character that no status line can hold.',
      })
    return { code: value, reason: text }
  }
}
