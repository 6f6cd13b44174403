import type { CodeAction, CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types'
import type { ActionSurroundings, NewFile } from '../actions/action.ts'
import { actions } from '../actions/index.gen.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'
import { rangeOf } from './ranges.ts'

/** What the host knows of the files around a document. */
export interface ActionFiles {
  readonly around: ActionSurroundings
  /** The address of a path of the workspace folder. */
  uriOf(path: string): string
}

/** Shows a sentence when an action was taken; its argument is the sentence. */
export const NOTE_COMMAND = 'policywright.server.note'

interface RefactorInput {
  readonly uri: string
  /** The selection. */
  readonly span: Span
  readonly files?: ActionFiles
  /** Whether a kind is asked for. */
  wants(kind: string): boolean
}

/** What could be rewritten at a selection; what is not possible says why. */
export function refactorings(analysis: Analysis, { uri, span, files, wants }: RefactorInput): CodeAction[] {
  const place = { analysis, span, ...(files && { around: files.around }) }
  return actions.flatMap(({ kind, offer }): CodeAction[] => {
    const found = wants(kind) ? offer(place) : undefined
    if (found === undefined) return []
    const { title } = found
    if ('disabled' in found) return [{ title, kind, disabled: { reason: found.disabled } }]
    const edits = found.edits.map(({ span: at, newText }): TextEdit => ({ range: rangeOf(analysis, at), newText }))
    const edit =
      found.files === undefined || files === undefined
        ? { changes: { [uri]: edits } }
        : withFiles({ uri, edits }, found.files, files)
    const { note } = found
    const command =
      note === undefined ? undefined : { title: 'What is left to do', command: NOTE_COMMAND, arguments: [note] }
    return [{ title, kind, edit, ...(command && { command }) }]
  })
}

/** The files are made first: a client that cannot make one leaves the document as it is. */
function withFiles(
  { uri, edits }: { readonly uri: string; readonly edits: TextEdit[] },
  made: readonly NewFile[],
  { uriOf }: ActionFiles,
): WorkspaceEdit {
  const start = { line: 0, character: 0 }
  return {
    documentChanges: [
      ...made.flatMap(({ path, text }): (CreateFile | TextDocumentEdit)[] => [
        { kind: 'create', uri: uriOf(path), options: { overwrite: false, ignoreIfExists: false } },
        {
          textDocument: { uri: uriOf(path), version: null },
          edits: [{ range: { start, end: start }, newText: text }],
        },
      ]),
      { textDocument: { uri, version: null }, edits },
    ],
  }
}
