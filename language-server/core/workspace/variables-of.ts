import type { Analysis } from '../model/analysis.ts'
import type { FragmentSummary, VariableSummary } from '../model/neighbours.ts'

/** The variables of a document as other documents see them. */
export function summarise(analysis: Analysis): FragmentSummary {
  const { variablesSet, variablesRead, fragments } = analysis.references()
  const sets = new Map<string, VariableSummary>()
  for (const { name, element } of variablesSet) {
    const meaning = analysis.meaningOf(element)
    const section = meaning?.section
    const key = `${section} ${name}`
    const isAlwaysSet = meaning?.parent?.role === 'section' || meaning?.parent?.role === 'root'
    const before = sets.get(key)
    sets.set(key, { name, ...(section && { section }), isAlwaysSet: isAlwaysSet || before?.isAlwaysSet === true })
  }
  const unique = (references: readonly { readonly name: string }[]) => [...new Set(references.map(({ name }) => name))]
  return { sets: [...sets.values()], reads: unique(variablesRead), includes: unique(fragments) }
}
