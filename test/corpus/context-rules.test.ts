import { describe, expect, test } from 'vitest'
import { shortType } from '../../language-server/core/expression/clr/clr-type.ts'
import { check } from '../../language-server/core/lint/check.ts'
import { ruleNamed } from '../../language-server/core/lint/rules.ts'
import { type Analysis, analyse } from '../../language-server/core/model/analysis.ts'
import { flowOf, summarise, variableMentions, variablesAt } from '../../language-server/core/model/variables.ts'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'

/**
 * How often the rules about variables, bodies and messages speak of published documents. Each finding was read and is true: those of
 * unknown-variable and the last of header-indexer stand in the fixtures of unit tests, which set nothing and are never run.
 */
const COUNTS: Readonly<Record<string, number>> = {
  'body-lost': 1,
  'body-read-twice': 0,
  'default-of-another-type': 0,
  'header-indexer': 3,
  'last-error-outside-on-error': 0,
  'misspelt-variable': 0,
  'overwritten-before-read': 0,
  'parse-of-unread-body': 0,
  'possible-null-dereference': 0,
  'response-in-inbound': 0,
  'unknown-template-parameter': 0,
  'unknown-variable': 58,
  'unused-variable': 0,
  'variable-cast-cannot-succeed': 0,
  'variable-maybe-unset': 0,
}

const folder = corpusFolder()

describe.skipIf(folder === undefined)('the context of published documents', () => {
  const documents = folder === undefined ? [] : corpusDocuments(folder)

  test('is complained about as often as the table says', () => {
    const counts = Object.fromEntries(Object.keys(COUNTS).map((id) => [id, 0]))
    const asked = Object.keys(COUNTS).flatMap((id) => ruleNamed(id) ?? [])
    for (const { text } of documents)
      for (const { rule } of check(analyse(text), { rules: asked })) counts[rule] = (counts[rule] ?? 0) + 1
    expect(counts).toEqual(COUNTS)
  }, 60_000)

  test('is known by its type where most variables are read', () => {
    const figures = { reads: 0, 'reads with a known type': 0 }
    for (const { text } of documents) {
      for (const { read, entry, isWhole } of flowOf(analyse(text)).moments) {
        if (read.kind !== 'entry' || read.dictionary !== 'context.variables') continue
        figures.reads++
        if (isWhole && entry?.setters.every((setter) => setter.type() !== undefined))
          figures['reads with a known type']++
      }
    }
    console.log('context variables of published documents:', figures)
    expect(figures['reads with a known type']).toBeGreaterThan(figures.reads / 2)
  }, 60_000)

  test('has each name where its mention says, and survives what a keystroke leaves', () => {
    for (const { path, text } of documents) {
      const analysis = analyse(text)
      for (const { span, role } of variableMentions(analysis)) {
        expect(span.end, path).toBeGreaterThan(span.start)
        expect(text.slice(span.start, span.end), path).not.toMatch(role === 'read' ? /["\n]/ : /[<>"\n]/)
      }
      const cut = (text.length * 7919) % 997
      for (let at = cut; at < text.length; at += 9973)
        ask(analyse(text.slice(0, at) + text.slice(at + 1 + (at % 40))), at)
    }
  }, 60_000)
})

function ask(analysis: Analysis, offset: number): void {
  flowOf(analysis)
  summarise(analysis)
  for (const { types } of variablesAt(analysis, offset).values()) types.map(shortType)
}
