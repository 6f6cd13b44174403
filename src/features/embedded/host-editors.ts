import * as vscode from 'vscode'
import type { Platform } from '../../platform/platform.ts'
import { hostActions } from './host-actions.ts'
import { type Hosts, isHost, rangeOf } from './hosts.ts'

const selector: vscode.DocumentSelector = { scheme: 'file', pattern: '**/*.{bicep,tf,json,jsonc}' }

/** Milliseconds that nobody types before the policies in a file are checked again. */
const REST = 300

/** Milliseconds within which the server has been told that a configuration was saved. */
const UNTIL_READ = 1000

/** In files of infrastructure: a lens at each policy, links to those that are loaded, and what is wrong with those that are written there. */
export function registerHostEditors({ context, log }: Platform, hosts: Hosts): void {
  const diagnostics = vscode.languages.createDiagnosticCollection('policywright-hosts')
  const waiting = new Map<string, NodeJS.Timeout>()
  /** Documents that a file loads as policies. */
  const loaded = new Set<string>()

  const check = async (document: vscode.TextDocument): Promise<void> => {
    const found = await hosts.read(document)
    if (document.isClosed) return
    if (found === undefined) {
      diagnostics.delete(document.uri)
      return
    }
    diagnostics.set(document.uri, found.diagnostics.map(shown))
    for (const { path } of found.links) loaded.add(vscode.Uri.joinPath(document.uri, '..', path).toString())
    for (const one of vscode.workspace.textDocuments) await asPolicy(one)
  }
  /** A document that begins with a comment is taken for any XML; who loads it knows better. */
  const asPolicy = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== 'xml' || !loaded.has(document.uri.toString()) || !policyRoot.test(document.getText()))
      return
    await vscode.languages.setTextDocumentLanguage(document, 'apim-policy')
  }
  const attempt = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.warn(`The policies in a file were not read: ${String(error)}`))
  }
  const checkSoon = (document: vscode.TextDocument, milliseconds: number): void => {
    const key = document.uri.toString()
    if (!isHost(document) && !diagnostics.has(document.uri)) return
    clearTimeout(waiting.get(key))
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key)
        attempt(check(document))
      }, milliseconds),
    )
  }

  const checkAll = (milliseconds: number): void => {
    for (const document of vscode.workspace.textDocuments) {
      hosts.forget(document)
      checkSoon(document, milliseconds)
    }
  }
  setImmediate(() => checkAll(0))
  context.subscriptions.push(
    diagnostics,
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer)
      },
    },
    vscode.workspace.onDidOpenTextDocument((document) => {
      checkSoon(document, 0)
      attempt(asPolicy(document))
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checkSoon(document, REST)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('policywright')) checkAll(REST)
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.path.endsWith('/policywright.json')) checkAll(UNTIL_READ)
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      clearTimeout(waiting.get(document.uri.toString()))
      diagnostics.delete(document.uri)
      hosts.forget(document)
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      async provideCodeLenses(document) {
        const { inline = [] } = (await hosts.read(document)) ?? {}
        return inline.map(({ key, scope, range }) => {
          // Several where a condition within one string of an ARM template chooses.
          const here = inline.filter((one) => one.scope === scope && isSamePlace(one.range.start, range.start))
          const number = here.length === 1 ? '' : ` ${here.findIndex((one) => one.key === key) + 1} of ${here.length}`
          const title = `$(edit) Edit policy${scope === undefined ? '' : ` (${scope})`}${number}`
          const at = new vscode.Range(range.start.line, range.start.character, range.start.line, range.start.character)
          const command = { command: 'policywright.editInlinePolicy', arguments: [document.uri.toString(), key] }
          return new vscode.CodeLens(at, { title, tooltip: 'Edit the policy as a document of its own', ...command })
        })
      },
    }),
    vscode.languages.registerCodeActionsProvider(selector, hostActions(hosts), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    vscode.languages.registerDocumentLinkProvider(selector, {
      async provideDocumentLinks(document) {
        const { links = [] } = (await hosts.read(document)) ?? {}
        return links.map(({ range, path }) => {
          const link = new vscode.DocumentLink(rangeOf(range), vscode.Uri.joinPath(document.uri, '..', path))
          link.tooltip = 'Open the policy'
          return link
        })
      },
    }),
  )
}

interface Place {
  readonly line: number
  readonly character: number
}

const isSamePlace = (a: Place, b: Place): boolean => a.line === b.line && a.character === b.character

/** What the text of a policy document begins with, comments and an XML declaration aside. */
const policyRoot =
  /^\uFEFF?(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*<(?:policies|fragment|(?:http|sql|cosmosdb|graphql)-data-source)\b/

type Found = Awaited<ReturnType<Hosts['read']>>
type Told = NonNullable<Found>['diagnostics'][number]

function shown({ range, message, severity, code, codeDescription, tags }: Told): vscode.Diagnostic {
  // The protocol counts severities from 1.
  const made = new vscode.Diagnostic(
    rangeOf(range),
    typeof message === 'string' ? message : message.value,
    (severity ?? 1) - 1,
  )
  made.source = 'policywright'
  if (code !== undefined)
    made.code = codeDescription ? { value: code, target: vscode.Uri.parse(codeDescription.href) } : code
  if (tags) made.tags = [...tags]
  return made
}
