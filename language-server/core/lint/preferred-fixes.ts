import type { Span } from '../text/span.ts'
import type { Finding, Fix } from './finding.ts'

/** A finding with the one remedy that its rule prefers. */
interface PreferredFix {
  readonly finding: Finding
  readonly fix: Fix
}

/** The preferred fix of each finding, those left out that overlap an earlier one: the next run takes them. */
export function preferredFixes(findings: readonly Finding[]): readonly PreferredFix[] {
  const chosen: PreferredFix[] = []
  const taken: Span[] = []
  for (const finding of findings) {
    const fix = finding.fixes?.().find(({ preferred }) => preferred)
    if (fix === undefined || fix.edits.length === 0) continue
    if (fix.edits.some(({ span }) => taken.some((other) => collides(span, other)))) continue
    chosen.push({ finding, fix })
    taken.push(...fix.edits.map(({ span }) => span))
  }
  return chosen
}

/** Two insertions at one place collide too: their order would be left to chance. */
const collides = (a: Span, b: Span): boolean => (a.start < b.end && b.start < a.end) || a.start === b.start
