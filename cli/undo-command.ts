import type { PolicyRef } from '../azure/apim-port.ts'
import { type UndoOptions, undoChange } from '../workflows/undo.ts'
import { answer, withAnswers } from './answer.ts'
import { checkDocument } from './check-document.ts'
import { type Terminal, UsageError } from './command.ts'

/** The scope that a command line names; undefined when it names none. */
export function targetOf({ api, operation, product, global }: NamedScope): PolicyRef | undefined {
  const named = [api, product, global ? 'global' : undefined].filter((one) => one !== undefined)
  if (named.length > 1) throw new UsageError('give one of an API, --product and --global.')
  if (operation !== undefined && api === undefined) throw new UsageError('--operation needs an API.')
  if (product !== undefined) return { kind: 'product', product }
  if (global) return { kind: 'global' }
  if (api === undefined) return undefined
  return operation === undefined ? { kind: 'api', api } : { kind: 'operation', api, operation }
}

interface NamedScope {
  readonly api: string | undefined
  readonly operation: string | undefined
  readonly product?: string | undefined
  readonly global?: boolean | undefined
}

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
