import { type ClrType, clrType } from './clr-type.ts'

/**
 * An exception of the evaluated code. `type` is the full .NET name, `message` the text .NET Framework gives where it is known.
 */
export class ClrException extends Error {
  readonly type: string
  readonly inner: ClrException | null
  constructor(type: string, message: string, inner: ClrException | null = null) {
    super(message)
    this.name = type
    this.type = type
    this.inner = inner
  }
  get clrType(): ClrType {
    return clrType(this.type)
  }
}

export const notSimulated = (what: string): ClrException =>
  new ClrException('System.NotSupportedException', `'${what}' is known but is not simulated here.`)
export const nullReference = (): ClrException =>
  new ClrException('System.NullReferenceException', 'Object reference not set to an instance of an object.')
export const argumentNull = (name: string): ClrException =>
  new ClrException('System.ArgumentNullException', `Value cannot be null.\nParameter name: ${name}`)
export const argument = (message: string): ClrException => new ClrException('System.ArgumentException', message)
export const outOfRange = (message: string): ClrException =>
  new ClrException('System.ArgumentOutOfRangeException', message)
export const indexOutOfRange = (): ClrException =>
  new ClrException('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.')
export const invalidCast = (message = 'Specified cast is not valid.'): ClrException =>
  new ClrException('System.InvalidCastException', message)
export const badFormat = (message = 'Input string was not in a correct format.'): ClrException =>
  new ClrException('System.FormatException', message)
export const overflow = (message = 'Arithmetic operation resulted in an overflow.'): ClrException =>
  new ClrException('System.OverflowException', message)
export const invalidOperation = (message: string): ClrException =>
  new ClrException('System.InvalidOperationException', message)
export const keyNotFound = (): ClrException =>
  new ClrException(
    'System.Collections.Generic.KeyNotFoundException',
    'The given key was not present in the dictionary.',
  )

const bases: Readonly<Record<string, string>> = {
  'System.ArgumentNullException': 'System.ArgumentException',
  'System.ArgumentOutOfRangeException': 'System.ArgumentException',
  'System.DivideByZeroException': 'System.ArithmeticException',
  'System.OverflowException': 'System.ArithmeticException',
  'System.Exception': 'System.Object',
  'System.UriFormatException': 'System.FormatException',
  'Newtonsoft.Json.JsonReaderException': 'Newtonsoft.Json.JsonException',
  'Newtonsoft.Json.JsonSerializationException': 'Newtonsoft.Json.JsonException',
}

/** True when an exception of the first type is caught by a handler for the second. */
export function isExceptionOf(type: string, handled: string): boolean {
  for (
    let at: string | undefined = type;
    at && at !== 'System.Object';
    at = bases[at] ?? (at === 'System.Exception' ? undefined : 'System.Exception')
  ) {
    if (at === handled) return true
  }
  return handled === 'System.Object' || (handled === 'System.SystemException' && type.startsWith('System.'))
}
