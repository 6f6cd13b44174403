import { SECTIONS, type Section } from '../../catalog/policy.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Element } from '../../syntax/tree.ts'
import type { Edit } from '../../text/edit.ts'
import { appendChild, insertBefore } from './elements.ts'

export const elementsOf = (parent: Element): readonly Element[] =>
  parent.children.filter((child) => child.kind === 'element')

/** The first section of this name in a policy definition. */
export const sectionElement = (analysis: Analysis, section: Section): Element | undefined =>
  analysis.meanings.find(({ role, element }) => role === 'section' && element.name === section)?.element

/** A new section with its `<base />` (the global scope has no parent to inherit from) and, after it, the given XML. */
export function sectionText(analysis: Analysis, section: Section, xml?: string): string {
  const lines = [...(analysis.options.scope === 'global' ? [] : ['<base />']), ...(xml === undefined ? [] : [xml])]
  if (lines.length === 0) return `<${section} />`
  return `<${section}>\n  ${lines.join('\n').replaceAll('\n', '\n  ')}\n</${section}>`
}

/** Puts XML at the end of a section, which is created in its customary place when it is missing. */
export function appendToSection(analysis: Analysis, section: Section, xml: string): Edit | undefined {
  const existing = sectionElement(analysis, section)
  if (existing !== undefined) return appendChild(existing, xml, analysis.text)
  return addSection(analysis, section, xml)
}

/** Creates a section before the first one that customarily follows it. */
export function addSection(analysis: Analysis, section: Section, xml?: string): Edit | undefined {
  const root = analysis.kind === 'policies' ? analysis.tree.root : undefined
  if (root === undefined) return undefined
  const content = sectionText(analysis, section, xml)
  const later = SECTIONS.slice(SECTIONS.indexOf(section) + 1)
  const next = elementsOf(root).find((element) => (later as readonly string[]).includes(element.name))
  return next === undefined ? appendChild(root, content, analysis.text) : insertBefore(next, content, analysis.text)
}
