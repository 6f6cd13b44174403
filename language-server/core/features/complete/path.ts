import type { Meaning } from '../../model/analysis.ts'

/** The path of an element in the catalogue, from the policy that it is or is in; it can be sent to a client and back. */
export function catalogPath(meaning: Meaning): readonly string[] {
  const path: string[] = []
  for (let at: Meaning | undefined = meaning; at !== undefined; at = at.parent) {
    path.unshift(at.element.name)
    if (at.role === 'policy' || at.role === 'base') break
  }
  return path
}
