/** How a document is laid out, so that what a fix writes looks like what is there. */
export interface Layout {
  readonly newline: string
  /** One step of indentation. */
  readonly unit: string
}

const indented = /^([ \t]+)<[A-Za-z]/m

export function layoutOf(text: string): Layout {
  return { newline: text.includes('\r\n') ? '\r\n' : '\n', unit: unitOf(text) }
}

function unitOf(text: string): string {
  const first = indented.exec(text)?.[1]
  if (first === undefined) return '  '
  return first.startsWith('\t') ? '\t' : first.slice(0, 4)
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** The white space that the line of this offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset)
  let end = start
  while (text[end] === ' ' || text[end] === '\t') end++
  return text.slice(start, end)
}

/** Brings XML that is written with `\n` and two spaces a step into the document's layout; the first line gets no indent. */
export function reindent(xml: string, indent: string, { newline, unit }: Layout): string {
  return xml
    .split('\n')
    .map((line, number) => {
      const steps = (/^ */.exec(line)?.[0].length ?? 0) >> 1
      return (number === 0 ? '' : indent) + unit.repeat(steps) + line.slice(steps * 2)
    })
    .join(newline)
}

/** True when nothing but white space stands before the offset on its line. */
export const startsLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === ''

/** Where the line of an offset ends, its line break included; undefined when something else follows on it. */
export function restOfLine(text: string, offset: number): number | undefined {
  let at = offset
  while (text[at] === ' ' || text[at] === '\t') at++
  if (at >= text.length) return at
  if (text.startsWith('\r\n', at)) return at + 2
  return text[at] === '\n' ? at + 1 : undefined
}

/** The start of the line that an offset stands on. */
export const startOfLine = lineStart
