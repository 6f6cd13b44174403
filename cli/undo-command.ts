import type { PolicyRef } from '../azure/apim-port.ts'
import { type UndoOptions, undoChange } from '../workflows/undo.ts'
import { answer, withAnswers } from './answer.ts'
import { checkDocument } from './check-document.ts'
import type { Terminal } from './command.ts'

/** The policy that an API and an operation on a command line name. */
export const targetOf = (api: string | undefined, operation: string | undefined): PolicyRef | undefined =>
  api === undefined ? undefined : operation === undefined ? { kind: 'api', api } : { kind: 'operation', api, operation }

/** `--undo` of a guided change. @returns the exit code. */
export const undoCommand = ({
  terminal,
  output,
  ...options
}: UndoOptions & { readonly terminal: Terminal; readonly output: 'text' | 'json' }): Promise<number> =>
  withAnswers(terminal, output, async () => {
    const outcome = await undoChange({ check: checkDocument, ...options })
    answer(terminal, output, outcome)
    if (output === 'text') for (const note of outcome.notes) terminal.err(`${note}\n`)
    return ['undone', 'written', 'unchanged', 'pushed'].includes(outcome.status) ? 0 : 1
  })
