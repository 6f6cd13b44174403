import { createHash } from 'node:crypto'
import path from 'node:path'
import { type EarlierText, earlierText, textOfEarlier } from '../language-server/core/recipes/earlier-text.ts'
import type { RecipeResult } from '../language-server/core/recipes/recipe.ts'
import { keylessShapeOf } from '../language-server/core/recipes/shape.ts'
import { type EarlierElement, holdsReplacement, type UndoneChange } from '../language-server/core/recipes/undo.ts'
import { applyEdits, inverseOf } from '../language-server/core/text/edit.ts'
import { readState, writeState } from './state-folder.ts'

/** One run of a guided change, so that it can be taken back to the character while nobody has touched the document since. */
interface Run {
  /** SHA-256 of the text before and after it, in hexadecimal digits. */
  readonly before: string
  readonly after: string
  /** What leads back. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: EarlierText }[]
}

/** What a guided change did to a document, and what stood there. */
export interface Earlier {
  /** The oldest first, each going on where the one before it ended; the first began with what was written by hand. */
  readonly runs: readonly Run[]
  readonly element?: EarlierElement | undefined
}

interface RecordFile {
  readonly version: 1
  /** By the document's path below the root, with `/`. */
  readonly documents: Readonly<Record<string, Readonly<Partial<Record<UndoneChange, Earlier>>>>>
}

const NAME = 'earlier.json'
const EMPTY: RecordFile = { version: 1, documents: {} }

const isRecordFile = (value: unknown): value is RecordFile =>
  typeof value === 'object' &&
  value !== null &&
  (value as { version?: unknown }).version === 1 &&
  typeof (value as { documents?: unknown }).documents === 'object'

/** Where the record cannot be read, nothing is known, and undo removes what it finds by its ids. */
const load = async (root: string): Promise<RecordFile> => (await readState(root, NAME, isRecordFile)) ?? EMPTY

/** A document of which a guided change is remembered. */
export interface EarlierPlace {
  readonly root: string
  /** Absolute. */
  readonly file: string
  readonly change: UndoneChange
}

const keyOf = ({ root, file }: EarlierPlace): string => path.relative(root, file).replaceAll('\\', '/')

export async function earlierOf(place: EarlierPlace): Promise<Earlier | undefined> {
  return (await load(place.root)).documents[keyOf(place)]?.[place.change]
}

/** Writes down what a run replaces, keys and what looks like a secret aside. Calls for one root must not overlap. */
export async function rememberEarlier(place: EarlierPlace, recipe: RecipeResult): Promise<void> {
  const known = await earlierOf(place)
  const run = runOf(recipe)
  const before = known?.runs.at(-1)?.after === run?.before ? (known?.runs ?? []) : []
  const element = elementOf(recipe, known?.element, place.change)
  // Runs that begin where something is replaced already lead to no text that was written by hand.
  const isLate = before.length === 0 && element !== undefined && element.before === known?.element?.before
  await put(place, { runs: run === undefined || isLate ? [] : [...before, run], element })
}

/** Forgets a change that was taken back. */
export const forgetEarlier = (place: EarlierPlace): Promise<void> => put(place, undefined)

async function put(place: EarlierPlace, earlier: Earlier | undefined): Promise<void> {
  const { documents } = await load(place.root)
  const key = keyOf(place)
  const { [key]: known = {}, ...others } = documents
  const { [place.change]: last, ...rest } = known
  if (earlier === undefined && last === undefined) return
  const now = earlier === undefined ? rest : { ...rest, [place.change]: earlier }
  await writeState(place.root, NAME, {
    version: 1,
    documents: Object.keys(now).length === 0 ? others : { ...others, [key]: now },
  })
}

/**
 * What stood there before the first of the runs.
 * @returns undefined when the text is not the one that the last of them left
 */
export function textBeforeRuns(text: string, { runs }: Earlier): string | undefined {
  let now = text
  for (const run of runs.toReversed()) {
    if (hashOf(now) !== run.after) return undefined
    const there = now
    const edits = run.edits.map(({ start, end, text: earlier }) => ({
      span: { start, end },
      newText: textOfEarlier(earlier, there) ?? '',
    }))
    now = applyEdits(now, edits)
    if (hashOf(now) !== run.before) return undefined
  }
  return runs.length === 0 ? undefined : now
}

/** Whether the text is the one that the first of the runs began with: it was taken back already. */
export const isBeforeRuns = (text: string, { runs: [first] }: Earlier): boolean => first?.before === hashOf(text)

/** False where the record will not hold what was replaced, because it may not stand in a file. */
export const isKept = ({ replaced }: RecipeResult): boolean =>
  replaced === undefined || earlierText(replaced.before, replaced.after) !== undefined

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** @returns undefined when what it replaced holds what may not be kept */
function runOf({ text, edits }: RecipeResult): Run | undefined {
  const after = applyEdits(text, edits)
  const back = inverseOf(text, edits).map(({ span: { start, end }, newText }) => {
    const kept = earlierText(newText, after)
    return kept && { start, end, text: kept }
  })
  const known = back.filter((one) => one !== undefined)
  return known.length < back.length ? undefined : { before: hashOf(text), after: hashOf(after), edits: known }
}

/** Of several runs the first one knows what was written by hand. */
function elementOf(
  { text, replaced }: RecipeResult,
  known: EarlierElement | undefined,
  change: UndoneChange,
): EarlierElement | undefined {
  if (replaced === undefined) return known !== undefined && holdsReplacement(text, change, known) ? known : undefined
  const shape = keylessShapeOf(replaced.after)
  const goesOn = known !== undefined && known.shape === keylessShapeOf(replaced.before)
  return goesOn
    ? { ...known, shape, moved: known.moved || replaced.moved }
    : { before: earlierText(replaced.before, replaced.after), shape, moved: replaced.moved }
}
