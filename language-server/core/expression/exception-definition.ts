import { ClrException } from './clr/clr-exception.ts'
import { type Call, member, type TypeDefinition, type } from './definition.ts'

export interface ExceptionDefinition {
  readonly name: string
  readonly summary: string
  readonly base: string
  /** The message of one that is made without any. */
  readonly message: string
}

/** An exception type with the three usual constructors. */
export function exception({ name, summary, base, message }: ExceptionDefinition): TypeDefinition {
  return type({
    name,
    summary,
    bases: [base],
    ctors: [
      member('()', 'An exception.', () => new ClrException(name, message)),
      member(
        '(string message)',
        'An exception with a message.',
        (_call: Call, text: string | null) => new ClrException(name, text ?? message),
      ),
      member(
        '(string message, Exception innerException)',
        'An exception because of another.',
        (_call: Call, text: string | null, inner: ClrException | null) =>
          new ClrException(name, text ?? message, inner),
      ),
    ],
  })
}

/** As ArgumentException and its kind print the parameter they are about. */
export const withParameter = (message: string, parameter: string | null): string =>
  parameter === null || parameter === '' ? message : `${message}\nParameter name: ${parameter}`
