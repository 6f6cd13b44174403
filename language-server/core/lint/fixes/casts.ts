import { type ClrType, shortType } from '../../expression/clr/clr-type.ts'
import type { Span } from '../../text/span.ts'
import type { Fix } from '../finding.ts'

export interface WrongCast {
  /** What is cast, as C#. */
  readonly operand: string
  /** Of the cast, in the document. */
  readonly span: Span
  readonly stored: ClrType
  readonly wanted: ClrType
  /** Entities stand in the expression, so that its C# cannot be written back as it is. */
  readonly isEncoded: boolean
}

const parsable: ReadonlySet<string> = new Set(
  'int long short byte uint ulong float double decimal bool DateTime DateTimeOffset TimeSpan Guid JObject JArray JToken XElement XDocument'.split(
    ' ',
  ),
)
const numbers: ReadonlySet<string> = new Set('int long short byte uint ulong float double decimal'.split(' '))

/** Conversions of the value as it is stored. */
export function castFixes({ operand, span, stored, wanted, isEncoded }: WrongCast): readonly Fix[] {
  if (isEncoded) return []
  const [from, to] = [shortType(stored), shortType(wanted)]
  const newText =
    from === 'string' && parsable.has(to)
      ? `${to}.Parse((string)${operand})`
      : to === 'string'
        ? `${operand}.ToString()`
        : numbers.has(from) && numbers.has(to)
          ? `(${to})(${from})${operand}`
          : undefined
  if (newText === undefined) return []
  return [{ title: `Convert it: ${newText}`, edits: [{ span, newText }], preferred: true }]
}
