import type { Element } from '../syntax/tree.ts'
import { createLineMap } from '../text/line-map.ts'
import { isBackendAuthentication } from './authenticate-backend.ts'
import { type EarlierText, textOfEarlier } from './earlier-text.ts'
import type { RecipeResult } from './recipe.ts'
import { elementsOf, type Layout, layoutOf, removeElement } from './section-layout.ts'
import { isTokenCheck } from './secure-inbound.ts'
import { keylessShape } from './shape.ts'

/** Which guided change is taken back. */
export type UndoneChange = 'secure' | 'authenticate'

/** What is known of an element that was written by hand and that the recipe replaced. */
export interface EarlierElement {
  /** Absent where it could not be kept. */
  readonly before?: EarlierText | undefined
  /** Of what the recipe wrote, by which it is found again. */
  readonly shape: string
  /** Whether it stood elsewhere in its section. */
  readonly moved: boolean
}

const belongsTo: Readonly<Record<UndoneChange, (element: Element) => boolean>> = {
  secure: isTokenCheck,
  authenticate: isBackendAuthentication,
}

export interface UndoResult extends RecipeResult {
  /** What became of the element that was replaced; absent when none is known. */
  readonly earlier?: 'restored' | 'changed-since' | 'not-kept' | undefined
}

/**
 * Takes back what a recipe added to a document, which it finds by the ids of its policies, and brings back what it had replaced. What was
 * written by hand stays.
 * @param existing undefined when the scope has no policy.
 * @param earlier what the recipe replaced, where that is known
 */
export function undo(existing: string | undefined, change: UndoneChange, earlier?: EarlierElement): UndoResult {
  const text = existing ?? ''
  const result = { edits: [], text, namedValues: [], notes: [], warnings: [], problems: [] }
  if (text.trim() === '') return result
  const layout = layoutOf(text)
  const { mistakes, root } = layout.document
  const lines = createLineMap(text)
  const lineOf = (offset: number): number => lines.positionAt(offset).line + 1
  const mistake = mistakes[0]
  if (mistake)
    return {
      ...result,
      problems: [
        `The document cannot be changed safely: ${mistake.message} (line ${lineOf(mistake.start)}). Correct it first.`,
      ],
    }
  if (root === undefined) return result
  const policies = policiesOf(layout)
  const written = earlier && writtenFor(layout, change, earlier)
  const before = written && textBefore(layout, written, earlier)
  const removed = policies.filter((one) => belongsTo[change](one) && (one !== written || before === undefined))
  const edits = removed.map((element) => removeElement(layout, element))
  if (earlier === undefined) return { ...result, edits }
  if (written === undefined)
    return {
      ...result,
      edits,
      earlier: 'changed-since',
      notes: [
        'What was written by hand and amended has been changed since, so it stays as it is now; what stood there before is not brought back.',
      ],
    }
  const place = `<${written.name}> on line ${lineOf(written.start)}`
  if (before === undefined)
    return {
      ...result,
      edits,
      earlier: 'not-kept',
      notes: [
        `What stood in place of the ${place} is not brought back: it held a key or what looks like a secret, which is written to no file. Take it from your version control.`,
      ],
    }
  return {
    ...result,
    edits: [...edits, { span: { start: written.start, end: written.end }, newText: before }],
    earlier: 'restored',
    notes: [
      `The ${place} reads as it was written by hand again.${earlier.moved ? ' It stood further down before; move it back if that matters.' : ''}`,
    ],
  }
}

/** Whether the document still holds what the recipe wrote in the place of something else. */
export function holdsReplacement(text: string, change: UndoneChange, earlier: EarlierElement): boolean {
  return writtenFor(layoutOf(text), change, earlier) !== undefined
}

/** Direct children of the sections, or of a fragment. */
function policiesOf({ document: { root } }: Layout): readonly Element[] {
  if (root === undefined) return []
  const places = root.name === 'fragment' ? [root] : elementsOf(root.children)
  return places.flatMap((place) => elementsOf(place.children))
}

/** By what it says; a token for the back end by its id too. */
function writtenFor(layout: Layout, change: UndoneChange, { shape }: EarlierElement): Element | undefined {
  const policies = policiesOf(layout)
  const { text } = layout.document
  return (
    policies.find((one) => keylessShape(one, text) === shape) ??
    (change === 'authenticate'
      ? policies.find((one) => one.name === 'authentication-managed-identity' && isBackendAuthentication(one))
      : undefined)
  )
}

function textBefore(
  { document: { text }, newline }: Layout,
  { start, end }: Element,
  { before }: EarlierElement,
): string | undefined {
  return before && textOfEarlier(before, text.slice(start, end))?.replace(/\r?\n/g, newline)
}
