import {
  type CodeAction,
  CodeActionKind,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types'
import type { Finding, Fix } from '../lint/finding.ts'
import { preferredFixes } from '../lint/preferred-fixes.ts'
import { reasonIn, suppressFix } from '../lint/suppress-fix.ts'
import type { Analysis } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import type { Span } from '../text/span.ts'
import { diagnosticOf, type RulePage } from './diagnostics.ts'
import { rangeOf } from './ranges.ts'
import { type ActionFiles, refactorings } from './refactor.ts'

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.policywright`

export interface CodeActionInput {
  readonly uri: string
  readonly findings: readonly Finding[]
  /** The selection. */
  readonly span: Span
  /** The kinds that the client asks for; absent: all but those that are only made on request. */
  readonly only?: readonly string[]
  readonly page: RulePage
  /** What is known of the files around the document; absent: it stands alone. */
  readonly files?: ActionFiles
  /** `snippets`: the client puts the cursor where an edit leaves something to be written. */
  readonly edits?: 'plain' | 'snippets'
}

/**
 * The fixes of the findings that the selection touches, "all of this kind" where several are alike, the comments that hide them, what
 * could be rewritten, and "fix all" when asked for.
 */
export function codeActions(analysis: Analysis, input: CodeActionInput): CodeAction[] {
  const actions: CodeAction[] = []
  if (wants(input.only, CodeActionKind.QuickFix)) {
    const touched = input.findings.filter((finding) => overlaps(finding.span, input.span))
    for (const finding of touched) {
      for (const fix of finding.fixes?.() ?? []) actions.push(quickFix(analysis, input, finding, fix))
    }
    for (const rule of new Set(touched.map((finding) => finding.rule))) {
      const alike = input.findings.filter((finding) => finding.rule === rule)
      const edits = alike.length > 1 ? preferredEdits(alike) : []
      if (edits.length > 1) actions.push(allOfRule(analysis, input, rule, edits))
    }
    for (const finding of touched) actions.push(suppression(analysis, input, finding))
  }
  actions.push(...refactorings(analysis, { ...input, wants: (kind) => wants(input.only, kind) }))
  if (input.only !== undefined && wants(input.only, FIX_ALL)) {
    const edits = preferredEdits(input.findings)
    if (edits.length > 0) {
      actions.push({
        title: `Fix all ${edits.length} problems that have one remedy`,
        kind: FIX_ALL,
        edit: { changes: { [input.uri]: textEdits(analysis, edits.flat()) } },
      })
    }
  }
  return actions
}

function quickFix(analysis: Analysis, { uri, page }: CodeActionInput, finding: Finding, fix: Fix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(analysis, finding, page)],
    ...(fix.preferred && { isPreferred: true }),
    edit: { changes: { [uri]: textEdits(analysis, fix.edits) } },
  }
}

function suppression(analysis: Analysis, input: CodeActionInput, finding: Finding): CodeAction {
  const fix = suppressFix(finding, analysis)
  if (fix !== undefined) {
    const action = quickFix(analysis, input, finding, fix)
    return input.edits === 'snippets' ? { ...action, edit: withCursor(analysis, input.uri, fix) } : action
  }
  return {
    title: `Suppress '${finding.rule}' here`,
    kind: CodeActionKind.QuickFix,
    disabled: { reason: 'The service refuses the document for this, which no comment can hide.' },
  }
}

/** The comment waits for its reason, and is reported until it has one: a word put there for the author would pass as one. */
function withCursor(analysis: Analysis, uri: string, { edits }: Fix): WorkspaceEdit {
  const waiting = edits.map((edit): TextEdit | SnippetTextEdit => {
    const range = rangeOf(analysis, edit.span)
    const at = reasonIn(edit)
    if (at === undefined) return { range, newText: edit.newText }
    const value = `${literal(edit.newText.slice(0, at))}$0${literal(edit.newText.slice(at))}`
    return { range, snippet: { kind: 'snippet', value } }
  })
  return { documentChanges: [{ textDocument: { uri, version: null }, edits: waiting }] }
}

const literal = (text: string): string => text.replace(/[\\$}]/g, '\\$&')

function allOfRule(analysis: Analysis, { uri }: CodeActionInput, rule: string, fixes: readonly (readonly Edit[])[]) {
  return {
    title: `Fix all ${fixes.length} problems of kind '${rule}'`,
    kind: CodeActionKind.QuickFix,
    edit: { changes: { [uri]: textEdits(analysis, fixes.flat()) } },
  }
}

const preferredEdits = (findings: readonly Finding[]): readonly (readonly Edit[])[] =>
  preferredFixes(findings).map(({ fix }) => fix.edits)

const overlaps = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end

/** A kind covers those below it: `source` asks for `source.fixAll` too. */
const wants = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`))

const textEdits = (analysis: Analysis, edits: readonly Edit[]): TextEdit[] =>
  edits.map(({ span, newText }) => ({ range: rangeOf(analysis, span), newText }))
