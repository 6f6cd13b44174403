import {
  CodeActionKind,
  type Connection,
  type FormattingOptions,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type SemanticTokens,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import type { InlayHintChoice } from '../core/configuration/hints.ts'
import {
  type ActionFiles,
  FIX_ALL,
  ON_TYPE_CHARACTERS,
  type PolicyService,
  type PolicyText,
  type Refusal,
  SIGNATURE_CHARACTERS,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
} from '../core/service.ts'
import {
  AUTO_CLOSE_REQUEST,
  type AutoCloseParams,
  CONVERT_REQUEST,
  type Converted,
  type ConvertParams,
  type FormatSettings,
} from '../protocol.ts'
import type { Across } from './across.ts'
import { editorStyle } from './editor-config.ts'
import { SERVER_COMMANDS } from './evaluation.ts'
import { guard, type Log } from './guard.ts'

/** What the answers to editor requests need of the server around them. */
export interface FeatureHost {
  readonly connection: Connection
  readonly service: PolicyService
  /** What the client can do; known once it is initialised. */
  readonly client: {
    readonly snippets: boolean
    readonly sharedRanges: boolean
    readonly snippetEdits: boolean
    readonly disabledActions: boolean
  }
  readonly log: Log
  /** What the other documents of the workspace add. */
  readonly across: Across
  /** Which inlay hints are on for a document. */
  inlayHints(uri: string): InlayHintChoice
  /** How a document is laid out where no `.editorconfig` says it. */
  format(uri: string): FormatSettings
  /** What the files around an open document offer to the actions at a range. */
  actionFiles(uri: string, range: Range): Promise<ActionFiles | undefined>
  /** Answers a request on an open document; null for one that is not open. */
  answer<T>(name: string, uri: string, from: (text: PolicyText) => T | undefined): ReturnType<typeof guard<T | null>>
}

/** What the server offers for one document; `registerFeatures` answers each of them. */
export const FEATURE_CAPABILITIES: ServerCapabilities = {
  completionProvider: { triggerCharacters: ['<', '/', '"', "'", '{', ' ', '.'], resolveProvider: true },
  hoverProvider: true,
  signatureHelpProvider: {
    triggerCharacters: SIGNATURE_CHARACTERS.trigger,
    retriggerCharacters: SIGNATURE_CHARACTERS.retrigger,
  },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  linkedEditingRangeProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
    range: true,
  },
  codeLensProvider: { resolveProvider: true },
  inlayHintProvider: true,
  executeCommandProvider: { commands: SERVER_COMMANDS },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: {
    firstTriggerCharacter: ON_TYPE_CHARACTERS.first,
    moreTriggerCharacter: ON_TYPE_CHARACTERS.more,
  },
}

/** Answers the editor's requests on one document. */
export function registerFeatures(host: FeatureHost): void {
  const { connection, service, client, log, answer, across } = host
  connection.onCompletion(({ textDocument, position, context }) =>
    answer('Completion', textDocument.uri, (text) => {
      const insert = client.snippets ? ('snippet' as const) : ('plain' as const)
      const ranges = client.sharedRanges ? { ranges: 'shared' as const } : {}
      const trigger = context?.triggerCharacter
      const own = text.complete(position, { insert, ...ranges, ...(trigger && { trigger }) })
      return across.complete(text, position, own)
    }),
  )
  connection.onCompletionResolve((item) => guard('Completion details', log, () => service.resolveCompletion(item)))
  connection.onHover(({ textDocument, position }) =>
    answer('Hover', textDocument.uri, (text) => across.hover(text, position, text.hover(position))),
  )
  connection.onSignatureHelp(({ textDocument, position }) =>
    answer('Signature help', textDocument.uri, (text) => text.signatureHelp(position)),
  )
  connection.onDocumentSymbol(({ textDocument }) => answer('Outline', textDocument.uri, (text) => text.symbols()))
  connection.onFoldingRanges(({ textDocument }) => answer('Folding', textDocument.uri, (text) => text.foldingRanges()))
  connection.onSelectionRanges(({ textDocument, positions }) =>
    answer('Selection', textDocument.uri, (text) => positions.map((position) => text.selectionRange(position))),
  )
  connection.languages.onLinkedEditingRange(({ textDocument, position }) =>
    answer('Linked editing', textDocument.uri, (text) => text.linkedEditing(position)),
  )
  connection.onCodeAction(async ({ textDocument, range, context: { only } }) => {
    const isRefactoring = only === undefined || only.some((kind) => kind.startsWith(CodeActionKind.Refactor))
    const files = isRefactoring ? await host.actionFiles(textDocument.uri, range) : undefined
    return answer('Quick fixes', textDocument.uri, (text) => {
      const found = text.codeActions(range, { only, files, edits: client.snippetEdits ? 'snippets' : 'plain' })
      return client.disabledActions ? found : found.filter(({ disabled }) => disabled === undefined)
    })
  })

  connection.onDefinition(({ textDocument: { uri }, position }) =>
    answer(
      'Definition',
      uri,
      (text) => across.definition(text, position) ?? text.definition(position).map((range) => ({ uri, range })),
    ),
  )
  connection.onReferences(({ textDocument: { uri }, position, context }) =>
    answer('References', uri, (text) => {
      const declarations = context.includeDeclaration ? 'included' : 'left-out'
      return (
        across.references(text, position, { declarations }) ??
        text.references(position, { declarations }).map((range) => ({ uri, range }))
      )
    }),
  )
  connection.onDocumentLinks(({ textDocument }) => answer('Links', textDocument.uri, (text) => across.links(text)))
  connection.onDocumentHighlight(({ textDocument, position }) =>
    answer('Highlights', textDocument.uri, (text) => text.highlights(position)),
  )
  connection.onPrepareRename(({ textDocument, position }) =>
    orRefuse(
      answer(
        'Rename',
        textDocument.uri,
        (text) => across.prepareRename(text, position) ?? text.prepareRename(position),
      ),
    ),
  )
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    return orRefuse(
      answer('Rename', uri, (text): WorkspaceEdit | Refusal | undefined => {
        const found = across.rename(text, position, newName)
        if (found !== undefined) return found
        const own = text.rename(position, newName)
        return own === undefined || 'refused' in own ? own : { changes: { [uri]: own.edits } }
      }),
    )
  })

  connection.languages.semanticTokens.on(({ textDocument }) =>
    orNothing(answer('Semantic tokens', textDocument.uri, (text) => text.semanticTokens())),
  )
  connection.languages.semanticTokens.onRange(({ textDocument, range }) =>
    orNothing(answer('Semantic tokens', textDocument.uri, (text) => text.semanticTokens(range))),
  )

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    answer('Inlay hints', uri, (text) => text.inlayHints(range, host.inlayHints(uri))),
  )

  /** What holds for everybody who works on the file counts most, then what the client asks for, then its settings. */
  const styled = (uri: string, options: FormattingOptions): FormattingOptions => ({
    ...host.format(uri),
    ...options,
    ...editorStyle(uri),
  })
  connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
    answer('Formatting', uri, (text) => text.format(styled(uri, options))),
  )
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
    answer('Formatting', uri, (text) => text.formatRange(range, styled(uri, options))),
  )
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }) =>
    answer('Formatting', uri, (text) => text.formatOnType(position, { character: ch, options: styled(uri, options) })),
  )

  connection.onRequest(CONVERT_REQUEST, ({ uri, to }: ConvertParams) =>
    orRefuse(answer('Converting', uri, (text): Converted | Refusal => text.convert(to))),
  )
  connection.onRequest(AUTO_CLOSE_REQUEST, ({ uri, position, character }: AutoCloseParams) =>
    answer('Auto-close', uri, (text) => text.autoClose(position, character)),
  )
}

/** Editors show the message of an error; an empty answer tells nobody why. */
function orRefuse<T extends object>(found: T | Refusal | ResponseError | null): T | ResponseError | null {
  if (found === null || found instanceof ResponseError || !('refused' in found)) return found
  return new ResponseError(LSPErrorCodes.RequestFailed, found.refused)
}

/** Some answers have no word for nothing. */
const orNothing = (tokens: SemanticTokens | ResponseError | null): SemanticTokens | ResponseError =>
  tokens ?? { data: [] }
