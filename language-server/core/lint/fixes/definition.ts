import { SECTIONS, type Section } from '../../catalog/policy.ts'
import type { Analysis } from '../../model/analysis.ts'
import { layoutOf } from './layout.ts'

const MARK = '\uE000'

/** A policy definition with all sections, as text before and behind what goes into one of them. */
export function definitionAround(section: Section, analysis: Analysis): readonly [before: string, after: string] {
  const [before = '', after = ''] = definition(analysis, section).split(MARK)
  return [before, after]
}

/** A policy definition with all sections and nothing of its own; the global scope has no parent to inherit from. */
export function definition({ text, options }: Analysis, marked?: Section): string {
  const isGlobal = options.scope === 'global'
  const sections = SECTIONS.flatMap((name) => {
    const own = name === marked ? [MARK] : []
    const inherited = isGlobal ? [] : ['<base />']
    // backend holds one policy; an empty one of the global scope would forward nothing.
    const backend = own.length > 0 ? own : isGlobal ? ['<forward-request />'] : inherited
    const content = name === 'backend' ? backend : [...inherited, ...own]
    if (content.length === 0) return [`  <${name} />`]
    return [`  <${name}>`, ...content.map((line) => `    ${line}`), `  </${name}>`]
  })
  return ['<policies>', ...sections, '</policies>'].join(layoutOf(text).newline)
}
