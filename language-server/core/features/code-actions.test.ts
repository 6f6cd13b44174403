import { describe, expect, it } from 'vitest'
import { CodeActionKind } from 'vscode-languageserver-types'
import type { Finding } from '../lint/finding.ts'
import { analyse } from '../model/analysis.ts'
import { applyEdits, type Edit } from '../text/edit.ts'
import { codeActions, FIX_ALL } from './code-actions.ts'
import { diagnosticOf } from './diagnostics.ts'

const page = (rule: string): string => `https://example.com/${rule}`

/** A finding on the first place where a word stands, whose fix writes the word in capitals. */
function loud(text: string, word: string, from = 0): Finding {
  const start = text.indexOf(word, from)
  const span = { start, end: start + word.length }
  const edits: readonly Edit[] = [{ span, newText: word.toUpperCase() }]
  return {
    rule: 'quiet-word',
    severity: 'warning',
    message: `'${word}' is quiet.`,
    span,
    fixes: () => [
      { title: `Say ${word.toUpperCase()}`, edits, preferred: true },
      { title: 'Remove', edits: [{ span, newText: '' }] },
    ],
  }
}

const text = 'one two\nthree'
const analysis = analyse(text)
const findings = [loud(text, 'one'), loud(text, 'three')]

function actionsAt(word: string, only?: readonly string[], found: readonly Finding[] = findings) {
  const at = text.indexOf(word)
  return codeActions(analysis, {
    uri: 'a',
    findings: found,
    span: { start: at, end: at },
    page,
    ...(only && { only }),
  }).map(({ title, kind, isPreferred, edit }) => {
    const edits = (edit?.changes?.a ?? []).map(({ range, newText }) => ({
      span: { start: analysis.lines.offsetAt(range.start), end: analysis.lines.offsetAt(range.end) },
      newText,
    }))
    return { title, kind, preferred: isPreferred === true, after: applyEdits(text, edits) }
  })
}

describe('quick fixes', () => {
  it('are those of the findings that the selection touches, and all of the kind', () =>
    expect(actionsAt('three')).toEqual([
      { title: 'Say THREE', kind: 'quickfix', preferred: true, after: 'one two\nTHREE' },
      { title: 'Remove', kind: 'quickfix', preferred: false, after: 'one two\n' },
      {
        title: "Fix all 2 problems of kind 'quiet-word'",
        kind: 'quickfix',
        preferred: false,
        after: 'ONE two\nTHREE',
      },
      {
        title: "Suppress 'quiet-word' here with a reason",
        kind: 'quickfix',
        preferred: false,
        after: '<!-- policywright-disable-file quiet-word:  -->\none two\nthree',
      },
    ]))
  it('say that nothing hides what the service refuses', () => {
    const refused = findings.map((finding) => ({ ...finding, severity: 'error' as const }))
    const at = text.indexOf('three')
    const actions = codeActions(analysis, { uri: 'a', findings: refused, span: { start: at, end: at }, page })
    expect(actions.filter(({ title }) => title.startsWith('Suppress'))).toEqual([
      {
        title: "Suppress 'quiet-word' here",
        kind: 'quickfix',
        disabled: { reason: expect.stringContaining('no comment can hide') },
      },
    ])
  })
  it('offer no "all" where there is one', () => {
    expect(actionsAt('one', undefined, findings.slice(0, 1)).map(({ title }) => title)).toEqual([
      'Say ONE',
      'Remove',
      "Suppress 'quiet-word' here with a reason",
    ])
    expect(actionsAt('two')).toEqual([])
  })
})

describe('suppressing', () => {
  function suppressing(source: string, word: string, edits: 'plain' | 'snippets') {
    const own = analyse(source)
    const finding = { ...loud(source, word), rule: 'odd$}' }
    const only = [CodeActionKind.QuickFix]
    return codeActions(own, { uri: 'a', findings: [finding], span: finding.span, page, only, edits }).at(-1)?.edit
  }
  const source = '<fragment>\n  <trace source="here" />\n</fragment>'

  it('puts the cursor where the reason belongs, where the client can', () => {
    expect(suppressing(source, 'here', 'snippets')).toEqual({
      documentChanges: [
        {
          textDocument: { uri: 'a', version: null },
          edits: [
            {
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
              snippet: { kind: 'snippet', value: '  <!-- policywright-disable-next-line odd\\$\\}: $0 -->\n' },
            },
          ],
        },
      ],
    })
  })
  it('leaves room for the reason elsewhere', () => {
    expect(suppressing(source, 'here', 'plain')?.changes?.a?.map(({ newText }) => newText)).toEqual([
      '  <!-- policywright-disable-next-line odd$}:  -->\n',
    ])
  })
})

describe('fix all', () => {
  it('is made only when asked for', () => {
    expect(actionsAt('two', [CodeActionKind.Source])).toEqual([
      { title: 'Fix all 2 problems that have one remedy', kind: FIX_ALL, preferred: false, after: 'ONE two\nTHREE' },
    ])
    expect(actionsAt('one', [CodeActionKind.Refactor])).toEqual([])
  })
  it('leaves out fixes that collide with an earlier one', () => {
    const overlapping = [...findings, { ...loud(text, 'two\nthree'), rule: 'other' }]
    expect(actionsAt('two', [FIX_ALL], overlapping)[0]?.after).toBe('ONE two\nTHREE')
    const insertions = ['a', 'b'].map((newText): Finding => {
      const edits = [{ span: { start: 3, end: 3 }, newText }]
      return { ...loud(text, 'one'), fixes: () => [{ title: newText, edits, preferred: true }] }
    })
    expect(actionsAt('two', [FIX_ALL], insertions)[0]?.after).toBe('onea two\nthree')
  })
})

it('writes a finding as a diagnostic', () => {
  const finding: Finding = { ...loud(text, 'three'), rule: 'unknown-policy', serviceMessage: 'No such element.' }
  expect(diagnosticOf(analysis, finding, page)).toMatchObject({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } },
    severity: 2,
    code: 'unknown-policy',
    codeDescription: { href: 'https://example.com/unknown-policy' },
    source: 'policywright',
    message: "'three' is quiet.",
    data: { serviceMessage: 'No such element.' },
  })
})
