import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  FormattingOptions,
  Hover,
  InlayHint,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver-types'
import type { KnownFindings } from './configuration/baseline.ts'
import type { RuleName } from './configuration/configuration-shape.ts'
import type { CodeLensChoice, InlayHintChoice } from './configuration/hints.ts'
import type { RuleSettings } from './configuration/levels.ts'
import { autoClose } from './features/auto-close.ts'
import { codeActions } from './features/code-actions.ts'
import {
  type DocumentLens,
  documentLenses,
  type EvaluableExpression,
  evaluableExpressions,
} from './features/code-lens.ts'
import { complete, resolveCompletion } from './features/complete/complete.ts'
import { convertDocument } from './features/convert.ts'
import { definition } from './features/definition.ts'
import { diagnosticOf, type RulePage } from './features/diagnostics.ts'
import { documentHighlights } from './features/document-highlight.ts'
import { foldingRanges } from './features/folding.ts'
import { documentFormatting, onTypeFormatting, rangeFormatting } from './features/format.ts'
import { hover } from './features/hover.ts'
import { inlayHints } from './features/inlay-hints.ts'
import { type LinkedRanges, linkedEditing } from './features/linked-editing.ts'
import type { ActionFiles } from './features/refactor.ts'
import { references } from './features/references.ts'
import { prepareRename, type Refusal, type RenamePlace, rename } from './features/rename.ts'
import { sampleRequest } from './features/sample-request.ts'
import { selectionRange } from './features/selection-range.ts'
import { semanticTokens } from './features/semantic-tokens.ts'
import { signatureHelp } from './features/signature-help.ts'
import { documentSymbols } from './features/symbols.ts'
import { type Check, type RuleFault, startCheck } from './lint/check.ts'
import type { Finding } from './lint/finding.ts'
import { withoutKnown } from './lint/known-findings.ts'
import type { Rule } from './lint/rule.ts'
import { rulePageAddress } from './lint/rule-page.ts'
import { rules } from './lint/rules.ts'
import { type Analysis, analyse } from './model/analysis.ts'
import type { DocumentOptions, Resources, TemplateCheck } from './model/options.ts'
import type { Dialect } from './syntax/tree.ts'

export type { DocumentScope, Gateway } from './catalog/policy.ts'
export { FIX_ALL } from './features/code-actions.ts'
export type { DocumentLens } from './features/code-lens.ts'
export { ON_TYPE_CHARACTERS } from './features/format.ts'
export { type ActionFiles, NOTE_COMMAND } from './features/refactor.ts'
export type { Refusal } from './features/rename.ts'
export { TOKEN_MODIFIERS, TOKEN_TYPES } from './features/semantic-tokens.ts'
export { SIGNATURE_CHARACTERS } from './features/signature-help.ts'
export { createEditorConfigs, type EditorStyle, styleIn } from './format/editor-config.ts'
export { checkProgram, type FileFinding } from './lint/check-information.ts'
export type { Finding, Fix, Severity } from './lint/finding.ts'
export { rulePageAddress } from './lint/rule-page.ts'
export type { Analysis, DocumentKind } from './model/analysis.ts'
export type { DocumentOptions, NamedValueResource, Resources } from './model/options.ts'
export { type DocumentPlace, placeOf as placeOfPath } from './model/place.ts'
export { rehearse } from './rehearsal.ts'
export type { Dialect } from './syntax/tree.ts'
export { applyEdits, type Edit } from './text/edit.ts'

/** What the service asks of its host; everything has a default. */
export interface ServicePorts {
  /** The address of a rule's documentation page. */
  readonly rulePage?: RulePage
  /** The rules to ask; absent: every rule there is. */
  readonly rules?: readonly Rule[]
  /** Told of a rule that throws, each time it does; the others go on. Absent: the fault is thrown. */
  readonly onRuleFault?: RuleFault
  /** What reads the syntax of the Liquid templates in a text, where it is loaded; asked when the text is analysed. */
  readonly templates?: (text: string) => TemplateCheck | undefined
  /** The hash that baselines are written with; asked for documents that have `known` findings. */
  readonly fingerprint?: (told: string) => string
}

export interface DocumentInput {
  /** Any name that is unique among the open documents; edits are addressed to it. */
  readonly uri: string
  /** Grows with every change; the same version with the same options is not analysed again. */
  readonly version: number
  readonly text: string
  readonly options?: DocumentOptions
  /** What is offered as completion beyond `options.resources`; unlike those, it is never taken for complete. */
  readonly offered?: Resources
  /** Which rules are on, and how severe their findings are; absent: the recommended ones. */
  readonly ruleSettings?: RuleSettings
  /** Findings that a baseline hides. */
  readonly known?: KnownFindings
}

export interface CompletionSettings {
  /** `plain`: the editor understands no snippets. */
  readonly insert: 'snippet' | 'plain'
  /** The character that made the editor ask, if one did. */
  readonly trigger?: string
  /** `shared`: the editor understands a list that says once what all its items replace. */
  readonly ranges?: 'shared'
}

export interface CodeActionSettings {
  /** The kinds of action that are asked for, as LSP names them; absent: quick fixes and what could be rewritten. */
  readonly only?: readonly string[] | undefined
  /** What is known of the files around the document; absent: it stands alone. */
  readonly files?: ActionFiles | undefined
  /** `snippets`: the editor puts the cursor where an edit leaves something to be written. */
  readonly edits?: 'plain' | 'snippets'
}

/** One version of one document. It is analysed when first asked, once. Positions are the editor's: line and UTF-16 character from 0. */
export interface PolicyText {
  readonly uri: string
  readonly version: number
  readonly text: string
  readonly options: DocumentOptions
  analysis(): Analysis
  /** The one check of this version; nothing is asked before one of its steps is. */
  check(): Check
  /** What is wrong, in document order. */
  findings(): readonly Finding[]
  diagnostics(): Diagnostic[]
  /**
   * The same as far as it is quick to tell: what rules say that follow the flow of a whole document stands as it did in an earlier
   * version, where the change has not touched it, and so does what was found at elements that are the same.
   * @param earlier the version whose `diagnostics` were asked for last; absent: nothing is carried over
   */
  firstDiagnostics(earlier?: PolicyText): Diagnostic[]
  /** Whether something can be carried over from an earlier version: its surroundings and settings were the same. */
  follows(earlier: PolicyText): boolean
  complete(position: Position, settings?: CompletionSettings): CompletionList
  hover(position: Position): Hover | undefined
  /** The overloads of the call around the position. */
  signatureHelp(position: Position): SignatureHelp | undefined
  /** What the words of the document, or of a part of it, are; numbers by `TOKEN_TYPES` and `TOKEN_MODIFIERS`. */
  semanticTokens(within?: Range): SemanticTokens
  symbols(): DocumentSymbol[]
  foldingRanges(): FoldingRange[]
  selectionRange(position: Position): SelectionRange
  linkedEditing(position: Position): LinkedRanges | undefined
  /** Where the variable at the position is declared or set. */
  definition(position: Position): Range[]
  /** Every mention of the variable at the position. */
  references(position: Position, which: { readonly declarations: 'included' | 'left-out' }): Range[]
  highlights(position: Position): DocumentHighlight[]
  /** What would be renamed at the position, or why nothing can be. */
  prepareRename(position: Position): RenamePlace | Refusal | undefined
  rename(position: Position, newName: string): { readonly edits: TextEdit[] } | Refusal | undefined
  /** The expressions that go over several lines. */
  evaluable(): readonly EvaluableExpression[]
  /** What stands above lines of the document; all that is not switched off. */
  lenses(choice: CodeLensChoice): readonly DocumentLens[]
  /** What the document does not say itself; nothing but what is asked for. */
  inlayHints(range: Range, wanted: InlayHintChoice): InlayHint[]
  /** The whole document in another format, or why that is not possible. */
  convert(to: Dialect): { readonly edits: TextEdit[] } | Refusal
  /** A request with everything that the expressions ask for, in the form of docs/expressions.md. */
  sampleRequest(): Readonly<Record<string, unknown>>
  /** The snippet to insert behind a `>` or `/` that was just typed at the position. */
  autoClose(position: Position, character: '>' | '/'): string | undefined
  codeActions(range: Range, settings?: CodeActionSettings): CodeAction[]
  format(options: FormattingOptions): TextEdit[]
  formatRange(range: Range, options: FormattingOptions): TextEdit[]
  /** The edits behind a character of `ON_TYPE_CHARACTERS` that was just typed in front of the position. */
  formatOnType(
    position: Position,
    typed: { readonly character: string; readonly options: FormattingOptions },
  ): TextEdit[]
}

export interface PolicyService {
  /** Opens a document or takes its next version. */
  open(input: DocumentInput): PolicyText
  get(uri: string): PolicyText | undefined
  close(uri: string): void
  /** Reads a text once, without keeping it: for the command line, a push, a test. */
  read(text: string, options?: DocumentOptions): PolicyText
  /** Adds the documentation to an item of a completion list. */
  resolveCompletion(item: CompletionItem): CompletionItem
}

/** Every rule, as configurations name them. */
export const ruleNames: readonly RuleName[] = rules.map(({ id, summary }) => ({ id, summary }))

const RECOMMENDED: RuleSettings = { levels: {} }
const NO_OPTIONS: DocumentOptions = {}

/** The core's only door: policy documents in, findings and editor features out. Pure: what it needs of the world are its ports. */
export function createPolicyService(ports: ServicePorts = {}): PolicyService {
  const documents = new Map<string, PolicyText>()
  return {
    open(input) {
      const known = documents.get(input.uri)
      if (known !== undefined && isSame(known, input)) return known
      const document = createPolicyText(input, ports)
      documents.set(input.uri, document)
      return document
    },
    get: (uri) => documents.get(uri),
    close(uri) {
      documents.delete(uri)
    },
    read: (text, options = {}) => createPolicyText({ uri: '', version: 0, text, options }, ports),
    resolveCompletion,
  }
}

/** What a document was opened with besides its text. */
type Opened = PolicyText & Pick<DocumentInput, 'offered' | 'ruleSettings' | 'known'>

/** Options are values that the host makes anew when something changed, so identity tells. */
const isSame = (known: Opened, input: DocumentInput): boolean =>
  known.version === input.version &&
  known.text === input.text &&
  known.options === input.options &&
  known.offered === input.offered &&
  known.ruleSettings === input.ruleSettings &&
  known.known === input.known

function createPolicyText(input: DocumentInput, ports: ServicePorts): Opened {
  const { uri, version, text, options = NO_OPTIONS, offered, ruleSettings, known } = input
  const { rulePage: page = rulePageAddress, rules: asked, onRuleFault, templates: templatesFor, fingerprint } = ports
  let analysis: Analysis | undefined
  let check: Check | undefined
  let findings: readonly Finding[] | undefined
  const analysed = (): Analysis => {
    if (analysis === undefined) {
      const templates = templatesFor?.(text)
      analysis = analyse(text, templates ? { ...options, templates } : options)
    }
    return analysis
  }
  const checking = (): Check => {
    check ??= startCheck(analysed(), {
      settings: ruleSettings ?? RECOMMENDED,
      ...(asked && { rules: asked }),
      ...(onRuleFault && { onFault: onRuleFault }),
    })
    return check
  }
  const found = (): readonly Finding[] => {
    findings ??= fresh(checking().all().findings)
    return findings
  }
  const fresh = (list: readonly Finding[]): readonly Finding[] =>
    known === undefined || fingerprint === undefined
      ? list
      : withoutKnown(list, analysed(), { findings: known, fingerprint })
  const diagnosticsOf = (list: readonly Finding[]): Diagnostic[] =>
    list.map((finding) => diagnosticOf(analysed(), finding, page))
  const at = (position: Position): number => analysed().lines.offsetAt(position)

  return {
    uri,
    version,
    text,
    options,
    ...(offered && { offered }),
    ...(ruleSettings && { ruleSettings }),
    ...(known && { known }),
    analysis: analysed,
    check: checking,
    findings: found,
    diagnostics: () => diagnosticsOf(found()),
    firstDiagnostics(earlier) {
      if (findings !== undefined) return diagnosticsOf(findings)
      return diagnosticsOf(fresh(checking().first(earlier?.check()).findings))
    },
    follows: (earlier) => checking().follows(earlier.check()),
    complete: (position, settings = { insert: 'snippet' }) =>
      complete(analysed(), { ...settings, offset: at(position), offered: offered ?? {} }),
    hover: (position) => hover(analysed(), at(position), offered),
    signatureHelp: (position) => signatureHelp(analysed(), at(position)),
    semanticTokens: (within) => semanticTokens(analysed(), within),
    symbols: () => documentSymbols(analysed()),
    foldingRanges: () => foldingRanges(analysed()),
    selectionRange: (position) => selectionRange(analysed(), at(position)),
    linkedEditing: (position) => linkedEditing(analysed(), at(position)),
    definition: (position) => definition(analysed(), at(position)),
    references: (position, which) => references(analysed(), at(position), which),
    highlights: (position) => documentHighlights(analysed(), at(position)),
    prepareRename: (position) => prepareRename(analysed(), at(position)),
    rename: (position, newName) => rename(analysed(), at(position), newName),
    evaluable: () => evaluableExpressions(analysed()),
    lenses: (choice) => documentLenses(analysed(), choice),
    inlayHints: (range, wanted) => inlayHints(analysed(), { range, wanted, offered }),
    convert: (to) => convertDocument(analysed(), to),
    sampleRequest: () => sampleRequest(analysed()),
    autoClose: (position, character) => autoClose(analysed(), at(position), character),
    format: (formatting) => documentFormatting(analysed(), formatting),
    formatRange: (range, formatting) => rangeFormatting(analysed(), range, formatting),
    formatOnType: (position, typed) => onTypeFormatting(analysed(), position, typed),
    codeActions: (range, { only, files, edits } = {}) =>
      codeActions(analysed(), {
        uri,
        findings: found(),
        span: { start: at(range.start), end: at(range.end) },
        page,
        ...(only && { only }),
        ...(files && { files }),
        ...(edits && { edits }),
      }),
  }
}
