import type { Position } from 'vscode-languageserver-types'
import { INLAY_HINTS } from '../../language-server/core/configuration/hints.ts'
import { type ActionFiles, ON_TYPE_CHARACTERS, type PolicyText } from '../../language-server/core/service.ts'
import { type AcrossFeature, createAcross } from './ask-across.ts'

/** Offsets that robustness tests ask at: every so many characters. */
export const STEP = 7

type MethodOf<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never }[keyof T]

/** What an editor can ask of a document, and what the workspace around it adds. */
export type Feature = MethodOf<PolicyText> | AcrossFeature

export interface Question {
  readonly feature: Feature
  ask(): unknown
}

interface Place {
  readonly position: Position
  readonly offset: number
}

const OPTIONS = { tabSize: 4, insertSpaces: true }
const TYPED = [ON_TYPE_CHARACTERS.first, ...ON_TYPE_CHARACTERS.more]
const KINDS = [undefined, ['source.fixAll'], ['refactor'], ['source']]

const ALL_HINTS = Object.fromEntries(INLAY_HINTS.map((kind) => [kind, true]))
/** A workspace in which everything is possible, so that every action comes as far as it can. */
export const FILES: ActionFiles = {
  uriOf: (path) => `file:///repo/${path}`,
  around: {
    makesFiles: true,
    fragments: [],
    fragmentText: () => '<fragment><set-method>GET</set-method></fragment>',
    fragmentFiles: (id) => ({ document: `policy fragments/${id}/policy.xml` }),
    namedValues: [],
    namedValueFile: (id) => ({ information: `named values/${id}/namedValueInformation.json` }),
  },
}

const wholeOf = (text: PolicyText) => ({
  start: { line: 0, character: 0 },
  end: text.analysis().lines.positionAt(text.text.length),
})

/** Questions about a place. Together with those below there is one for each feature, or this file does not compile. */
const atPlaces = {
  complete: completeSoundly,
  hover: (text, { position }) => text.hover(position),
  signatureHelp: (text, { position }) => text.signatureHelp(position),
  selectionRange: selectSoundly,
  linkedEditing: (text, { position }) => text.linkedEditing(position),
  definition: (text, { position }) => text.definition(position),
  references: (text, { position }) => text.references(position, { declarations: 'included' }),
  highlights: (text, { position }) => text.highlights(position),
  prepareRename: (text, { position }) => text.prepareRename(position),
  rename: (text, { position }) => text.rename(position, 'another'),
  autoClose: (text, { position }) => [text.autoClose(position, '>'), text.autoClose(position, '/')],
  codeActions: (text, { position }) => text.codeActions({ start: position, end: position }, { files: FILES }),
} satisfies Partial<Record<MethodOf<PolicyText>, (text: PolicyText, place: Place) => unknown>>

const ofDocuments = {
  analysis: (text) => text.analysis(),
  firstDiagnostics: (text, earlier) => text.firstDiagnostics(earlier),
  findings: (text) => text.findings(),
  diagnostics: (text) => text.diagnostics(),
  check: (text) => text.check(),
  follows: (text, earlier) => earlier !== undefined && text.follows(earlier),
  semanticTokens: (text) => text.semanticTokens(),
  symbols: (text) => text.symbols(),
  foldingRanges: (text) => text.foldingRanges(),
  evaluable: (text) => text.evaluable(),
  lenses: (text) => text.lenses({}),
  convert: (text) => [text.convert('xml'), text.convert('rawxml')],
  inlayHints: (text) => text.inlayHints(wholeOf(text), ALL_HINTS),
  sampleRequest: (text) => text.sampleRequest(),
  format: (text) => text.format(OPTIONS),
  formatRange: (text) => text.formatRange(wholeOf(text), OPTIONS),
  formatOnType: (text) => {
    const position = text.analysis().lines.positionAt(text.text.length >> 1)
    return TYPED.map((character) => text.formatOnType(position, { character, options: OPTIONS }))
  },
} satisfies Omit<
  Record<MethodOf<PolicyText>, (text: PolicyText, earlier?: PolicyText) => unknown>,
  keyof typeof atPlaces
>

const across = createAcross()

/** Everything an editor asks for at one place; the answers must be sound, whatever they are. */
export function questionsAt(text: PolicyText, offset: number): readonly Question[] {
  const place = { position: text.analysis().lines.positionAt(offset), offset }
  return [
    ...Object.entries(atPlaces).map(([feature, ask]) => ({ feature: feature as Feature, ask: () => ask(text, place) })),
    ...across.questionsAt(text, offset),
  ]
}

/** How many of the questions about a document as a whole come before the others: its analysis and what is wrong with it. */
export const FIRST_QUESTIONS = 5

/**
 * Everything an editor asks of a document as a whole.
 * @param earlier the version before, as a typist's editor knows it; absent: the document was opened
 */
export function questionsOf(text: PolicyText, earlier?: PolicyText): readonly Question[] {
  return [
    ...Object.entries(ofDocuments).map(([feature, ask]) => ({
      feature: feature as Feature,
      ask: () => ask(text, earlier),
    })),
    ...KINDS.map((kinds) => ({
      feature: 'codeActions' as const,
      ask: () => text.codeActions(wholeOf(text), { only: kinds, files: FILES }),
    })),
    ...across.questionsOf(text),
  ]
}

export function askEverything(text: PolicyText, offset: number): void {
  for (const { ask } of questionsAt(text, offset)) ask()
}

export function askWholeDocument(text: PolicyText): void {
  for (const { ask } of questionsOf(text)) ask()
}

function completeSoundly(text: PolicyText, { position }: Place): void {
  for (const item of text.complete(position).items) {
    if (item.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`${item.label} edits nothing`)
    const { start, end } = item.textEdit.range
    if (
      start.line !== position.line ||
      end.line !== position.line ||
      start.character > position.character ||
      end.character < position.character
    )
      throw new Error(
        `${item.label} replaces ${JSON.stringify(item.textEdit.range)}, but the cursor is at ${JSON.stringify(position)}`,
      )
  }
}

function selectSoundly(text: PolicyText, { position }: Place): void {
  const { lines } = text.analysis()
  let outer = text.selectionRange(position)
  for (let parent = outer.parent; parent !== undefined; parent = outer.parent) {
    const [inside, around] = [outer.range, parent.range].map(({ start, end }) => [
      lines.offsetAt(start),
      lines.offsetAt(end),
    ])
    if ((inside?.[0] ?? 0) < (around?.[0] ?? 0) || (inside?.[1] ?? 0) > (around?.[1] ?? 0))
      throw new Error('a selection shrinks')
    outer = parent
  }
}
