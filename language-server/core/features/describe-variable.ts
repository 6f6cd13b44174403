import { shortType } from '../expression/clr/clr-type.ts'
import type { Analysis } from '../model/analysis.ts'
import { settersIn, variableMentions, variablesAt } from '../model/variables.ts'
import type { Setter } from '../model/variables-setter.ts'

/** Lines that a hover names at most. */
const LINES = 8

/**
 * What is known of a context variable at a place: its type, who sets it, whether that is sure, and who reads it.
 * @param offset of the mention that is asked about
 * @returns Markdown
 */
export function describeVariable(analysis: Analysis, name: string, offset: number): string {
  const isIt = (other: { readonly name: string }): boolean => other.name.toLowerCase() === name.toLowerCase()
  const known = [...variablesAt(analysis, offset).values()].find(isIt)
  const setters = known?.setters ?? settersIn(analysis).filter(isIt)
  const types = [...new Set(setters.flatMap((setter) => setter.type() ?? []).map(shortType))]
  const type = types.length === 0 ? 'object' : types.join(' | ')
  const lineOf = (at: number): number => analysis.lines.positionAt(at).line + 1
  const reads = variableMentions(analysis).flatMap((one) =>
    one.role === 'read' && isIt(one) ? [`line ${lineOf(one.span.start)}`] : [],
  )
  const set = [...new Set(setters.map((setter) => settingOf(setter, lineOf)))]
  const sure =
    known === undefined
      ? set.length === 0
        ? 'Nothing in this document sets it.'
        : `Not set here yet: ${listed(set)}.`
      : `${known.isCertain ? 'Set' : 'Set on some paths only'}: ${listed(set)}.`
  return [
    `\`\`\`csharp\n${type} context.Variables["${name}"]\n\`\`\``,
    'context variable',
    sure,
    ...(reads.length > 0 ? [`Read: ${listed([...new Set(reads)])}.`] : []),
  ].join('\n\n')
}

function settingOf({ place, from, mayBeNull }: Setter, lineOf: (at: number) => number): string {
  if (place === undefined) return from ?? 'another scope'
  const whenFailed = mayBeNull ? ', null when it fails' : ''
  return `\`${place.meaning.name}\` in line ${lineOf(place.span.start)}${whenFailed}`
}

const listed = (words: readonly string[]): string =>
  words.length > LINES ? `${words.slice(0, LINES).join('; ')} …` : words.join('; ')
