import type { Element } from '../syntax/tree.ts'
import { createLineMap } from '../text/line-map.ts'
import { isBackendAuthentication } from './authenticate-backend.ts'
import type { RecipeResult } from './recipe.ts'
import { elementsOf, layoutOf, removeElement } from './section-layout.ts'
import { isTokenCheck } from './secure-inbound.ts'

/** Which guided change is taken back. */
export type UndoneChange = 'secure' | 'authenticate'

const belongsTo: Readonly<Record<UndoneChange, (element: Element) => boolean>> = {
  secure: isTokenCheck,
  authenticate: isBackendAuthentication,
}

/**
 * Takes back what a recipe added to a document, which it finds by the ids of its policies; what was written by hand stays, even where a recipe
 * amended it.
 * @param existing undefined when the scope has no policy.
 */
export function undo(existing: string | undefined, change: UndoneChange): RecipeResult {
  const text = existing ?? ''
  const result = { edits: [], text, namedValues: [], notes: [], warnings: [], problems: [] }
  if (text.trim() === '') return result
  const layout = layoutOf(text)
  const { mistakes, root } = layout.document
  const mistake = mistakes[0]
  if (mistake) {
    const line = createLineMap(text).positionAt(mistake.start).line + 1
    return {
      ...result,
      problems: [`The document cannot be changed safely: ${mistake.message} (line ${line}). Correct it first.`],
    }
  }
  if (root === undefined) return result
  const places = root.name === 'fragment' ? [root] : elementsOf(root.children)
  const own = places.flatMap((place) => elementsOf(place.children).filter(belongsTo[change]))
  return { ...result, edits: own.map((element) => removeElement(layout, element)) }
}
