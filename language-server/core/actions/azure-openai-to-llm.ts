import { policyNamed } from '../catalog/lookup.ts'
import type { Policy } from '../catalog/policy.ts'
import { renameElement } from '../lint/fixes/elements.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import type { Action } from './action.ts'
import { isBroken, isClosed } from './parts/selected-policies.ts'
import { whyNotAllowed } from './parts/wrapping.ts'

/** https://learn.microsoft.com/azure/api-management/llm-token-limit-policy: the same for models of any provider. */
const action: Action = {
  id: 'azure-openai-to-llm',
  kind: 'refactor.rewrite',
  offer({ analysis, span }) {
    const meaning = analysis.meanings.find(
      ({ name, role, element }) =>
        role === 'policy' &&
        name.startsWith('azure-openai-') &&
        element.start <= span.start &&
        span.end <= element.openEnd,
    )
    if (meaning === undefined) return undefined
    const target = policyNamed(renamed(meaning.name))
    const title = `Convert to <${renamed(meaning.name)}>`
    if (target === undefined) return { title, disabled: 'There is no such policy for models of other providers.' }
    // What one of them stores, the other one looks up.
    const alike = analysis.meanings.filter(
      ({ name, role }) => role === 'policy' && familyOf(name) === familyOf(meaning.name),
    )
    if (alike.some(({ element }) => !isClosed(element) || isBroken(analysis, element))) return undefined
    for (const { name, section } of alike) {
      const refused = whyNotAllowed(analysis, renamed(name), section)
      if (refused !== undefined) return { title, disabled: refused }
    }
    const lost = [...new Set(alike.flatMap((each) => unknownTo(each).map(({ name }) => name)))]
    return {
      title:
        title + (alike.length > 1 ? ' with its pair' : '') + (lost.length > 0 ? ` (loses ${lost.join(', ')})` : ''),
      edits: alike.flatMap((each) => converted(each, analysis)),
    }
  },
}
export default action

const renamed = (name: string): string => name.replace(/^azure-openai-/, 'llm-')

const familyOf = (name: string): string =>
  name.startsWith('azure-openai-') ? name.replace(/-cache-(?:lookup|store)$/, '-cache') : ''

function unknownTo({ name, attributes }: Meaning): Meaning['attributes'] {
  const target: Policy | undefined = policyNamed(renamed(name))
  return attributes.filter((each) => each.name !== 'id' && !Object.hasOwn(target?.attributes ?? {}, each.name))
}

function converted(meaning: Meaning, { text }: Analysis): readonly Edit[] {
  const removed = unknownTo(meaning).map(({ attribute: { start, end } }): Edit => {
    const before = text.slice(0, start)
    return { span: { start: before.trimEnd().length, end }, newText: '' }
  })
  return [...renameElement(meaning.element, renamed(meaning.name)), ...removed]
}
