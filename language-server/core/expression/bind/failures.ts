import { ClrException, nullReference } from '../clr/clr-exception.ts'

export const notSimulatedName = (what: string, why: string): ClrException =>
  new ClrException('System.NotSupportedException', `${what} ${why}.`)

/** Whatever was thrown, as an exception of .NET. */
export function asException(error: unknown): ClrException {
  if (error instanceof ClrException) return error
  if (error === null || error === undefined) return nullReference()
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new ClrException(
      'System.InsufficientExecutionStackException',
      'Insufficient stack to continue executing the program safely.',
    )
  }
  if (error instanceof RangeError && /string length|array length|allocation failed/i.test(error.message))
    return new ClrException(
      'System.OutOfMemoryException',
      'Insufficient memory to continue the execution of the program.',
    )
  return new ClrException(
    'System.InvalidProgramException',
    `The expression could not be simulated: ${error instanceof Error ? error.message : String(error)}`,
  )
}
