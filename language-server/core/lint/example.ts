import type { Span } from '../text/span.ts'

export interface ExpectedFinding {
  readonly rule: string
  readonly span: Span
}

export interface Expectations {
  /** The document without its marks. */
  readonly text: string
  readonly findings: readonly ExpectedFinding[]
}

const mark = /^(\s*)(\^+) ([a-z0-9-]+)$/

/** Takes the lines of carets out of an example; each marks a finding in the last line that is not one. A single caret may mark nothing. */
export function readExample(example: string): Expectations {
  const lines: string[] = []
  const findings: ExpectedFinding[] = []
  let lineStart = 0
  let next = 0
  for (const line of example.split('\n')) {
    const found = mark.exec(line)
    if (found === null) {
      lineStart = next
      next += line.length + 1
      lines.push(line)
      continue
    }
    const [, indent = '', carets = '', rule = ''] = found
    const start = lineStart + indent.length
    findings.push({ rule, span: { start, end: start + carets.length } })
  }
  return { text: lines.join('\n'), findings }
}

/** Writes findings as lines of carets below the lines that they begin in; one that spans lines is marked up to the end of its first. */
export function paintExample(text: string, findings: readonly ExpectedFinding[]): string {
  let start = 0
  return text
    .split('\n')
    .flatMap((line) => {
      const [from, to] = [start, start + line.length]
      start = to + 1
      const here = findings.filter(({ span }) => span.start >= from && span.start <= to)
      return [line, ...here.map(({ rule, span }) => `${' '.repeat(span.start - from)}${caretsFor(span, to)} ${rule}`)]
    })
    .join('\n')
}

const caretsFor = ({ start, end }: Span, lineEnd: number): string =>
  '^'.repeat(Math.max(1, Math.min(end, lineEnd) - start))
