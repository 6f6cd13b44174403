import type { Effective } from '../../../language-server/protocol.ts'

export type Line = Effective['lines'][number]
export type Scope = NonNullable<Line['origin']>['scope']

/** What one tab shows. */
export interface Shown {
  readonly lines: readonly Line[]
  readonly notes: readonly string[]
}

/** A run of lines of one document. Lines count from 0. */
export interface Block {
  readonly start: number
  readonly end: number
  readonly label: string
  readonly scope: Scope
  readonly fragment: boolean
  /** The document, and the line in it that the run begins with. */
  readonly document: string
  readonly line: number
}

/** What could not be put in stands above the policy, as comments. */
export function textOf({ lines, notes }: Shown): string {
  const above = notes.map((note) => `<!-- ${note.replaceAll('--', '- -')} -->`)
  return [...above, ...lines.map(({ text }) => text), ''].join('\n')
}

/** Where a line of the text comes from. */
export const originOf = ({ lines, notes }: Shown, line: number): Line['origin'] => lines[line - notes.length]?.origin

/** The text's lines in runs of one document each, in order. */
export function blocksOf({ lines, notes }: Shown): readonly Block[] {
  const blocks: Block[] = []
  for (const [index, { origin }] of lines.entries()) {
    if (origin === undefined) continue
    const at = index + notes.length
    const last = blocks.at(-1)
    if (last !== undefined && last.end === at - 1 && last.document === origin.document && last.label === origin.label)
      blocks[blocks.length - 1] = { ...last, end: at }
    else {
      const { document, label, scope, line } = origin
      blocks.push({ start: at, end: at, label, scope, fragment: origin.fragment !== undefined, document, line })
    }
  }
  return blocks
}
