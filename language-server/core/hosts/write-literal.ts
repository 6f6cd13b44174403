import { applyEdits, type Edit } from '../text/edit.ts'
import { type ArmRun, armRuns, indentationOf, type PlacedRun, readLiteral, runsIn } from './literal.ts'
import { type StringLiteral, stringAt } from './tokens.ts'

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
  if (literal.form === 'pieces') return piecesEdit(host, literal, difference(text, changed))
  const edit = editFor(host, literal, changed)
  if ('refused' in edit) return edit
  // Whatever the reason may be: what would end elsewhere or be read back as another text is not written.
  const { start, end } = literal.content
  const grown = edit.newText.length - (edit.span.end - edit.span.start)
  const after = applyEdits(host, [edit])
  return endsAt(after, literal, end + grown) &&
    readLiteral(after, { ...literal, content: { start, end: end + grown } }).text === changed
    ? edit
    : { refused: 'The text cannot be written into this string so that it reads back as the same: edit it in its file.' }
}

/** A change within an interpolation may take the end of the string for itself; that of JSON is where it was. @param end of the content. */
function endsAt(host: string, { form, start }: StringLiteral, end: number): boolean {
  if (form === 'json' || form === 'terraform-json' || form === 'arm-expression') return true
  return stringAt(host, start, form === 'bicep' || form === 'bicep-lines' ? 'bicep' : 'terraform')?.content.end === end
}

function editFor(host: string, literal: StringLiteral, changed: string): Edit | Unwritable {
  const { text, toHost } = readLiteral(host, literal)
  const written = host.slice(literal.content.start, literal.content.end)
  const { start, end, newText: plain } = difference(text, changed)
  const newText = literal.braces === 'doubled' ? plain.replace(/[{}]/g, '$&$&') : plain
  const span = { start: toHost(start), end: toHost(end) }
  switch (literal.form) {
    case 'bicep-lines':
      if (/'''/.test(changed))
        return { refused: "Three single quotes end the string that holds the policy: write ''' in another way." }
      return { span, newText }
    case 'heredoc':
      return heredocEdit(host, literal, { changed, text, start, end, span, newText })
    case 'json':
      if (changed.startsWith('['))
        return { refused: 'A text that begins with [ would be an expression of the template.' }
      // Templates may hold line ends in strings; whoever writes them so wants to keep reading them.
      return { span, newText: jsonText(newText, written.includes('\n')) }
    case 'terraform-json':
      return { span, newText: jsonText(asTemplate(newText, host, literal), false) }
    case 'arm-expression':
      return expressionEdit(host, literal, { start, end, newText })
    case 'bicep':
      return { span, newText: guardHoles(newText.replace(/[\\'\n\r\t]/g, escapeOf), holesOf(host, literal), '\\${') }
    case 'terraform':
      return { span, newText: asTemplate(newText.replace(/[\\"\n\r\t]/g, escapeOf), host, literal) }
    case 'pieces':
      return COMPUTED
  }
}

const COMPUTED: Unwritable = {
  refused: 'This part of the policy is computed by the template: change it in the template itself.',
}

/** As a string of Terraform has it, where `%{` begins a directive. */
const asTemplate = (newText: string, host: string, literal: StringLiteral): string =>
  guardHoles(newText, holesOf(host, literal), '$${').replace(/(?<!%)%\{/g, '%%{')

/** Changes within strings that a function puts together, each written as its own string is. */
function piecesEdit(host: string, literal: StringLiteral, change: Difference): Edit | Unwritable {
  const runs = runsIn(host, literal)
  const parts = aroundComputed(runs, change)
  if (parts === undefined) return COMPUTED
  const edits: Edit[] = []
  for (const { start, end, newText } of parts) {
    const run = runs.find(({ string, at, text }) => string !== undefined && at <= start && end <= at + text.length)
    const piece = literal.pieces?.find((one) => one === run?.string)
    if (run === undefined || piece === undefined || piece.form === 'computed')
      return { refused: 'The change goes over several strings of the file, or stands in none: make it in the file.' }
    const wanted = run.text.slice(0, start - run.at) + newText + run.text.slice(end - run.at)
    const edit = writeLiteral(host, piece, wanted)
    if (edit === undefined) continue
    if ('refused' in edit) return edit
    edits.push(edit)
  }
  return joined(host, edits, literal.content.start)
}

type Difference = ReturnType<typeof difference>

/** Changes within the strings of an expression; what is computed is not to be changed here. */
function expressionEdit(host: string, literal: StringLiteral, change: Difference): Edit | Unwritable {
  const runs = armRuns(host, literal)
  const edits: Edit[] = []
  for (const part of aroundComputed(runs, change) ?? [undefined]) {
    const edit = part && stringEdit(host, { literal, runs, part })
    if (edit === undefined) return COMPUTED
    edits.push(edit)
  }
  return joined(host, edits, literal.content.start)
}

/** Several edits, in order, as one. */
function joined(host: string, edits: readonly Edit[], otherwise: number): Edit {
  const start = edits[0]?.span.start ?? otherwise
  const end = edits.at(-1)?.span.end ?? start
  const within = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }))
  return { span: { start, end }, newText: applyEdits(host.slice(start, end), within) }
}

/** The change in front of, between and behind what is computed; undefined where that itself is changed. */
function aroundComputed(runs: readonly PlacedRun[], { start, end, newText }: Difference): Difference[] | undefined {
  const parts: Difference[] = []
  let from = start
  let read = 0
  for (const { at, text, string } of runs) {
    if (string !== undefined || at + text.length <= start || end <= at) continue
    const found = at < start || end < at + text.length ? -1 : newText.indexOf(text, read)
    if (found < 0) return undefined
    parts.push({ start: from, end: at, newText: newText.slice(read, found) })
    from = at + text.length
    read = found + text.length
  }
  parts.push({ start: from, end, newText: newText.slice(read) })
  return parts.filter((part) => part.start < part.end || part.newText !== '')
}

interface StringChange {
  readonly literal: StringLiteral
  readonly runs: readonly ArmRun[]
  readonly part: Difference
}

/** Undefined where the change is in no string, or in several. */
function stringEdit(host: string, { literal, runs, part: { start, end, newText } }: StringChange): Edit | undefined {
  const touched = runs.filter(({ at, text }) => at < end && start < at + text.length)
  const isIn = (offset: number, { at, text }: PlacedRun): boolean => at <= offset && offset <= at + text.length
  for (const from of runs.filter((run) => isIn(start, run))) {
    const { string } = from
    const to = runs.find((run) => run.string === string && isIn(end, run))
    if (string === undefined || to === undefined || touched.some((run) => run.string !== string)) continue
    const quoted = newText.replaceAll("'", "''")
    const written = string.braces === 'doubled' ? quoted.replace(/[{}]/g, '$&$&') : quoted
    const keepsLines = host.slice(literal.content.start, literal.content.end).includes('\n')
    return { span: { start: from.toHost(start), end: to.toHost(end) }, newText: jsonText(written, keepsLines) }
  }
  return undefined
}

interface HeredocChange {
  readonly changed: string
  readonly text: string
  /** Where the change begins and ends in the text. */
  readonly start: number
  readonly end: number
  readonly span: Edit['span']
  readonly newText: string
}

function heredocEdit(host: string, literal: StringLiteral, change: HeredocChange): Edit | Unwritable {
  const { changed, text, start, end, span, newText } = change
  const word = literal.heredoc?.end ?? ''
  if (changed.split('\n').some((line) => line.trim() === word))
    return {
      refused: `A line '${word}' ends the text that holds the policy: choose another word for the heredoc first.`,
    }
  const indentation = indentationOf(host, literal)
  const whole = changed.endsWith('\n') || end < text.length ? newText : `${newText}\n`
  const indented = whole.replace(/\n(?=[^\r\n])/g, `\n${indentation}`)
  // Every line keeps its indentation: the one that the change begins in, where it was empty, and the one that goes on behind it.
  const isEmptyLine = (start === 0 || text[start - 1] === '\n') && host[span.start - 1] === '\n'
  const lead = isEmptyLine && /^[^\r\n]/.test(whole) ? indentation : ''
  const tail = whole.endsWith('\n') && /^[^\r\n]/.test(text.slice(end)) ? indentation : ''
  return { span, newText: lead + guardHoles(indented, holesOf(host, literal), '$${') + tail }
}

/** The interpolations of a string, as they are written. */
function holesOf(host: string, { content, form }: StringLiteral): ReadonlySet<string> {
  const escaped = form === 'bicep' ? '\\' : '$'
  const written = host.slice(content.start, content.end)
  return new Set(
    [...written.matchAll(/\$\{[^}]*\}?/g)].flatMap(({ index, 0: hole }) =>
      written[index - 1] === escaped ? [] : [hole],
    ),
  )
}

/** `${` means an interpolation where the string held that very one before; otherwise it is meant as it stands. */
const guardHoles = (newText: string, holes: ReadonlySet<string>, escaped: string): string =>
  newText.replace(/\$\{[^}]*\}?/g, (found) => (holes.has(found) ? found : `${escaped}${found.slice('${'.length)}`))

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
