import { isServiceError } from '../azure/service-error.ts'
import type { FileFinding } from '../workflows/ports.ts'
import type { Terminal } from './command.ts'

/** Options of every command whose answer a program may read. */
export const answerOptions = {
  output: { type: 'string', default: 'text' },
  yes: { type: 'boolean', default: false },
  root: { type: 'string' },
} as const

export const answerHelp = `  --root FOLDER                folder in the APIOps layout (the current one)
  --output text|json           one JSON object on standard output instead of sentences
  --yes                        agree to what the preview shows
`

const line = ({ file, line, column, severity, message }: FileFinding): string =>
  `${file}:${line}:${column} ${severity} ${message}\n`

/** Prints the outcome of a workflow: its message and findings as text, or all of it as JSON. */
export function answer(
  terminal: Terminal,
  output: string,
  outcome: { readonly message: string; readonly findings?: readonly FileFinding[] },
): void {
  if (output === 'json') terminal.out(`${JSON.stringify(outcome)}\n`)
  else terminal.out(`${(outcome.findings ?? []).map(line).join('')}${outcome.message}\n`)
}

/**
 * Runs a command against an instance. A failure of the service or of a file in the workspace is an answer, in one line, and not a crash.
 * @returns 1 for those failures
 */
export async function withAnswers(terminal: Terminal, output: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    const known =
      isServiceError(error) ||
      (error instanceof Error && ['WorkspaceFileError', 'UnknownNameError'].includes(error.name))
    if (!known) throw error
    if (output === 'json')
      terminal.out(
        `${JSON.stringify({ status: 'failed', message: error.message, ...(isServiceError(error) ? { kind: error.kind, code: error.code } : {}) })}\n`,
      )
    terminal.err(`policywright: ${error.message}\n`)
    return 1
  }
}
