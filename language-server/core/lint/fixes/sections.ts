import { SECTIONS, type Section } from '../../catalog/policy.ts'
import type { Analysis } from '../../model/analysis.ts'
import { childElements } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { appendChild, appendText, insertBefore, removeElement } from './elements.ts'

/** The first section of this name in a policy definition. */
export const sectionElement = (analysis: Analysis, section: Section): Element | undefined =>
  analysis.meanings.find(({ role, element }) => role === 'section' && element.name === section)?.element

/** A new section with its `<base />`; the global scope has no parent to inherit from. */
function sectionText(analysis: Analysis, section: Section, content: string | undefined): string {
  const lines = [
    ...(analysis.options.scope === 'global' ? [] : ['<base />']),
    ...(content === undefined ? [] : [content]),
  ]
  return lines.length === 0 ? `<${section} />` : `<${section}>\n  ${lines.join('\n  ')}\n</${section}>`
}

/** The backend section holds one policy, so that there is room only in one that is empty. */
export function hasRoom(analysis: Analysis, section: Section): boolean {
  if (section !== 'backend') return true
  const existing = sectionElement(analysis, section)
  return existing !== undefined && childElements(existing).length === 0
}

/** Stands for what is moved while the section around it is laid out; text of the private use area occurs in no policy. */
const MOVED = '\uE000'

/**
 * Moves an element to the end of a section, which is created in its customary place when it is missing. The element's own text is
 * kept to the letter, since white space in bodies and C# strings means something.
 */
export function moveToSection(analysis: Analysis, section: Section, element: Element): readonly Edit[] {
  const { text } = analysis
  const moved = text.slice(element.start, element.end)
  const existing = sectionElement(analysis, section)
  if (existing !== undefined) return joined(removeElement(element, text), appendText(existing, moved, text), text)
  const [added] = addSections(analysis, [section], MOVED)
  if (added === undefined) return []
  return joined(removeElement(element, text), { ...added, newText: added.newText.replace(MOVED, () => moved) }, text)
}

/** An element that stands last in the section's own place is removed and inserted by one edit. */
function joined(removal: Edit, insertion: Edit, text: string): readonly Edit[] {
  if (insertion.span.start >= removal.span.end || insertion.span.end <= removal.span.start) return [removal, insertion]
  const start = text.slice(0, removal.span.start).trimEnd().length
  return [{ span: { start, end: Math.max(removal.span.end, insertion.span.end) }, newText: insertion.newText }]
}

/** Creates sections, each before the first one that customarily follows it; `content` goes into the last one. */
export function addSections(analysis: Analysis, sections: readonly Section[], content?: string): readonly Edit[] {
  const root = analysis.kind === 'policies' ? analysis.tree.root : undefined
  if (root === undefined) return []
  const byPlace = new Map<Element | undefined, string[]>()
  for (const section of sections) {
    const later: readonly string[] = SECTIONS.slice(SECTIONS.indexOf(section) + 1)
    const next = childElements(root).find((element) => later.includes(element.name))
    const xml = sectionText(analysis, section, section === sections.at(-1) ? content : undefined)
    byPlace.set(next, [...(byPlace.get(next) ?? []), xml])
  }
  return [...byPlace].map(([next, contents]) => {
    const xml = contents.join('\n')
    return next === undefined ? appendChild(root, xml, analysis.text) : insertBefore(next, xml, analysis.text)
  })
}
