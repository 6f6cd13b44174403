import { checkAll } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { preferredFixes } from '../../language-server/core/lint/preferred-fixes.ts'
import { type Analysis, analyse } from '../../language-server/core/model/analysis.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import type { FixedFile } from './checked.ts'
import type { Configured } from './configurations.ts'

/** A fix may make room for another one, but not without end. */
const MOST_ROUNDS = 10

export interface FixedText {
  readonly text: string
  readonly fixes: FixedFile['fixes']
  readonly left?: string
}

/**
 * Makes the preferred fix of each finding, again and again until none is left. A document that is not understood as a whole is left as
 * it is, and so is what a round of fixes would make worse. Hints are left alone: nobody asked for them.
 */
export function fixText(before: string, { options, rules }: Configured): FixedText {
  const look = (text: string): { readonly analysis: Analysis; readonly findings: readonly Finding[] } => {
    const analysis = analyse(text, options)
    return { analysis, findings: checkAll(analysis, { settings: rules }).findings }
  }
  let { analysis, findings } = look(before)
  const [mistake] = analysis.tree.mistakes
  if (mistake !== undefined) {
    const { line, character } = analysis.lines.positionAt(mistake.start)
    return { text: before, fixes: [], left: `line ${line + 1}, column ${character + 1}: ${mistake.message}` }
  }
  const made: { readonly rule: string; readonly title: string }[] = []
  const seen = new Set([before])
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = preferredFixes(findings.filter(({ severity }) => severity !== 'hint'))
    if (chosen.length === 0) break
    const after = applyEdits(
      analysis.text,
      chosen.flatMap(({ fix }) => fix.edits),
    )
    const next = look(after)
    if (seen.has(after) || next.analysis.tree.mistakes.length > 0 || errorsIn(next.findings) > errorsIn(findings)) break
    seen.add(after)
    made.push(...chosen.map(({ finding, fix }) => ({ rule: finding.rule, title: fix.title })))
    ;({ analysis, findings } = next)
  }
  return { text: analysis.text, fixes: made }
}

const errorsIn = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length
