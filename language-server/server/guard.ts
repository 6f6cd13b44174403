import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node'

export interface Log {
  error(message: string): void
}

/** Runs one request. A fault in it is logged with its stack and answered as an LSP error: the server goes on. */
export function guard<T>(name: string, log: Log, answer: () => T): T | ResponseError {
  try {
    return answer()
  } catch (cause) {
    log.error(`${name} failed: ${describe(cause)}`)
    const reason = cause instanceof Error ? cause.message : String(cause)
    return new ResponseError(LSPErrorCodes.RequestFailed, `${name} failed: ${reason}`)
  }
}

/** Runs something nobody waits for (a notification, a timer) the same way. */
export function guardQuietly(name: string, log: Log, run: () => void): void {
  try {
    run()
  } catch (cause) {
    log.error(`${name} failed: ${describe(cause)}`)
  }
}

export const describe = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)

/** Passes on the first report of each id: what fails at one keystroke fails at the next one too. */
export function reportOnce(report: (id: string, cause: unknown) => void): (id: string, cause: unknown) => void {
  const reported = new Set<string>()
  return (id, cause) => {
    if (reported.has(id)) return
    reported.add(id)
    report(id, cause)
  }
}
