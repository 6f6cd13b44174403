import type { Finding } from './finding.ts'

/** What was found in an earlier version of a document. */
export interface Earlier {
  readonly text: string
  readonly findings: readonly Finding[]
}

/** Findings of an earlier version where they stand now; those that the change touches are left out. */
export function carryOver(earlier: Earlier, text: string): readonly Finding[] {
  if (earlier.text === text) return earlier.findings
  const start = commonStart(earlier.text, text)
  const end = earlier.text.length - commonEnd(earlier.text, text, start)
  const moved = text.length - earlier.text.length
  return earlier.findings.flatMap((finding) => {
    const { span } = finding
    if (span.end < start) return finding
    return span.start > end ? { ...finding, span: { start: span.start + moved, end: span.end + moved } } : []
  })
}

function commonStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

/** Of what is left behind the common start. */
function commonEnd(a: string, b: string, start: number): number {
  const length = Math.min(a.length, b.length) - start
  let count = 0
  while (count < length && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++
  return count
}
