import * as vscode from 'vscode'
import { CONVERT_REQUEST, type Converted, type ConvertParams, type Place } from '../../../language-server/protocol.ts'
import { Cancelled, command } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import { tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { activePolicyDocument, policySelector } from '../../platform/workspace.ts'

type Format = Place['dialect']

/** The language status of policy documents: the format that they are read in, and a conversion of the whole document to the other one. */
export function registerContentFormat(platform: Platform, language: Language): (place: Place) => void {
  const item = vscode.languages.createLanguageStatusItem('policywright.contentFormat', policySelector)
  item.name = 'Policy Content Format'
  item.text = 'rawxml'
  let format: Format = 'rawxml'

  const show = ({ dialect }: Place): void => {
    format = dialect
    item.text = dialect
    item.detail = dialect === 'xml' ? 'expressions are escaped' : 'expressions are plain C#'
    item.command = { title: `Convert to ${other(dialect)}`, command: 'policywright.convertContentFormat' }
  }

  platform.context.subscriptions.push(
    item,
    command(platform, 'policywright.convertContentFormat', async () => {
      const document = activePolicyDocument()
      if (!document) throw new Error('No policy document is active: open the one to convert.')
      await convert(language, document, other(format))
    }),
  )
  return show
}

const other = (format: Format): Format => (format === 'xml' ? 'rawxml' : 'xml')

async function convert(language: Language, document: vscode.TextDocument, to: Format): Promise<void> {
  const connection = await language.connection()
  const params: ConvertParams = { uri: document.uri.toString(), to }
  const converted = await connection.request<Converted | null>(CONVERT_REQUEST, params)
  if (converted === null)
    throw new Error('This document belongs to no file: open the policy that it was made of, then convert that.')
  const { edits } = converted
  const edit = new vscode.WorkspaceEdit()
  for (const { range, newText } of edits) {
    const { start, end } = range
    edit.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText)
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw new Cancelled('cancelled')
  const settings = vscode.workspace.getConfiguration('policywright', document.uri)
  if (settings.get('contentFormat') === to) return
  const set = 'Change the Setting'
  const chosen = await tell(
    `The document is written in the format ${to} now. The setting policywright.contentFormat, by which the documents of this folder are read, is another one; a policywright.json counts before it.`,
    set,
  )
  if (chosen === set) await settings.update('contentFormat', to)
}
