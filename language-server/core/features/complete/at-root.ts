import { policiesAllowedIn } from '../../catalog/lookup.ts'
import { SECTIONS, type Section } from '../../catalog/policy.ts'
import { snippetOf } from '../../catalog/snippet.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Span } from '../../text/span.ts'
import { Kind, type Offer } from './item.ts'

/** The whole document, one for each kind: only an empty one takes another root. */
export function atRoot({ tree, options }: Analysis, replace: Span, form: 'insert' | 'rename'): readonly Offer[] {
  const { root } = tree
  if (root !== undefined && root.start !== replace.start && root.nameStart !== replace.start) return []
  const scope = options.scope
  const offers: Offer[] = []
  const add = (label: string, text: string, detail: string): void => {
    const format = form === 'insert' ? 'snippet' : 'plain'
    offers.push({
      label,
      kind: Kind.Module,
      replace,
      text: form === 'insert' ? text : label,
      format,
      rank: offers.length,
      detail,
    })
  }
  if (scope !== 'fragment' && scope !== 'resolver') add('policies', definition(scope === 'global'), 'Policy definition')
  if (scope === undefined || scope === 'fragment') add('fragment', '<fragment>\n\t$0\n</fragment>', 'Policy fragment')
  if (scope === undefined || scope === 'resolver') {
    for (const policy of policiesAllowedIn({ document: 'resolver' })) add(policy.name, snippetOf(policy), policy.title)
  }
  return offers
}

/** What the portal starts a definition with; the global one has no parent, so it forwards by itself. */
function definition(isGlobal: boolean): string {
  const content = (section: Section): string => {
    if (!isGlobal) return `\t\t<base />${section === 'inbound' ? '\n\t\t$0' : ''}`
    if (section === 'inbound') return '\t\t$0'
    return section === 'backend' ? '\t\t<forward-request />' : ''
  }
  const sections = SECTIONS.map((section) => {
    const inside = content(section)
    return inside === '' ? `\t<${section} />` : `\t<${section}>\n${inside}\n\t</${section}>`
  })
  return `<policies>\n${sections.join('\n')}\n</policies>`
}
