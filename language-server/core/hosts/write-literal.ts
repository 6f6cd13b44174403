import { applyEdits, type Edit } from '../text/edit.ts'
import { indentationOf, readLiteral } from './literal.ts'
import type { StringLiteral } from './tokens.ts'

/** Why a text cannot be written into its string. */
export interface Unwritable {
  readonly refused: string
}

/**
 * The edit of the host file that makes a string stand for another text. What did not change keeps the way it is written.
 * @returns undefined when the text is the same
 */
export function writeLiteral(host: string, literal: StringLiteral, wanted: string): Edit | Unwritable | undefined {
  const { text } = readLiteral(host, literal)
  const changed = withLineEnds(wanted, text)
  if (changed === text) return undefined
  const edit = editFor(host, literal, changed)
  if ('refused' in edit) return edit
  // Whatever the reason may be: what would be read back as another text is not written.
  const { start, end } = literal.content
  const content = { start, end: end + edit.newText.length - (edit.span.end - edit.span.start) }
  return readLiteral(applyEdits(host, [edit]), { ...literal, content }).text === changed
    ? edit
    : { refused: 'The text cannot be written into this string so that it reads back as the same: edit it in its file.' }
}

function editFor(host: string, literal: StringLiteral, changed: string): Edit | Unwritable {
  const { text, toHost } = readLiteral(host, literal)
  const written = host.slice(literal.content.start, literal.content.end)
  const { start, end, newText } = difference(text, changed)
  const span = { start: toHost(start), end: toHost(end) }
  switch (literal.form) {
    case 'bicep-lines':
      if (/'''/.test(changed))
        return { refused: "Three single quotes end the string that holds the policy: write ''' in another way." }
      return { span, newText }
    case 'heredoc':
      return heredocEdit(host, literal, { changed, text, span, newText })
    case 'json':
      if (changed.startsWith('['))
        return { refused: 'A text that begins with [ would be an expression of the template.' }
      // Templates may hold line ends in strings; whoever writes them so wants to keep reading them.
      return { span, newText: jsonText(newText, written.includes('\n')) }
    case 'bicep':
      return { span, newText: guardHoles(newText.replace(/[\\'\n\r\t]/g, escapeOf), text, '\\${') }
    case 'terraform':
      return {
        span,
        newText: guardHoles(newText.replace(/[\\"\n\r\t]/g, escapeOf), text, '$${').replace(/(?<!%)%\{/g, '%%{'),
      }
  }
}

interface HeredocChange {
  readonly changed: string
  readonly text: string
  readonly span: Edit['span']
  readonly newText: string
}

function heredocEdit(
  host: string,
  literal: StringLiteral,
  { changed, text, span, newText }: HeredocChange,
): Edit | Unwritable {
  const end = literal.heredoc?.end ?? ''
  if (changed.split('\n').some((line) => line.trim() === end))
    return {
      refused: `A line '${end}' ends the text that holds the policy: choose another word for the heredoc first.`,
    }
  const indentation = indentationOf(host, literal)
  const whole = changed.endsWith('\n') ? newText : `${newText}${span.end === literal.content.end ? '\n' : ''}`
  const indented = indentation === '' ? whole : whole.replace(/\n(?=[^\r\n])/g, `\n${indentation}`)
  // A change that begins at the start of a line stands behind the indentation, one at the very end in front of none.
  const lead =
    indentation !== '' && text !== '' && span.start === literal.content.end && newText !== '' ? indentation : ''
  return { span, newText: lead + guardHoles(indented, text, '$${') }
}

/** `${` means an interpolation where the text held that very one before; otherwise it is meant as it stands. */
function guardHoles(newText: string, before: string, escaped: string): string {
  return newText.replace(/\$\{[^}]*\}?/g, (found) =>
    before.includes(found) ? found : `${escaped}${found.slice('${'.length)}`,
  )
}

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const escapeOf = (character: string): string => NAMES[character] ?? `\\${character}`

function jsonText(text: string, keepsLines: boolean): string {
  const quoted = JSON.stringify(text).slice(1, -1)
  return keepsLines
    ? quoted.replace(
        /(\\\\)|\\r|\\n|\\t/g,
        (found, pair) => pair ?? (found === '\\n' ? '\n' : found === '\\t' ? '\t' : '\r'),
      )
    : quoted
}

/** The line ends of the text before, since editors give all lines the same. */
function withLineEnds(wanted: string, before: string): string {
  const plain = wanted.replaceAll('\r\n', '\n')
  return /\r\n/.test(before) && !/[^\r]\n/.test(before) ? plain.replaceAll('\n', '\r\n') : plain
}

/** The smallest stretch that differs, in whole characters. */
function difference(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly newText: string } {
  let start = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start++
  let end = before.length
  let to = after.length
  while (end > start && to > start && before[end - 1] === after[to - 1]) {
    end--
    to--
  }
  if (/[\ud800-\udbff\r]/.test(before.charAt(start - 1))) start--
  if (/[\udc00-\udfff]/.test(before.charAt(end))) {
    end++
    to++
  }
  return { start, end, newText: after.slice(start, to) }
}
