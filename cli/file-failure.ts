/** Why a file could not be read or written, in the words of the system: `EACCES: permission denied`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  // Behind a comma Node names the call and the path, which the message around it does already.
  return /^E[A-Z0-9]+: [^,]+/.exec(error.message)?.[0] ?? codeOf(error) ?? error.message
}

/** The system's code of a failure, such as `ENOENT`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

/** Whether nothing of that name is there. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')
