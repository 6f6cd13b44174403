import { liquidAt } from '../embedded/liquid-at.ts'
import { stepsOf } from '../embedded/liquid-names.ts'
import { LIQUID_FILTERS, LIQUID_TAGS } from '../embedded/liquid-words.ts'
import type { Analysis } from '../model/analysis.ts'
import { type Span, touches } from '../text/span.ts'

/** What a word of a Liquid template means; undefined: the offset is on none that is known. */
export function hoverLiquid(
  analysis: Analysis,
  rawOffset: number,
): { readonly span: Span; readonly text: string } | undefined {
  const place = liquidAt(analysis, rawOffset)
  const word = place?.markup.words.find((one) => touches(one, place.offset))
  if (place === undefined || word === undefined) return undefined
  const { template, offset } = place
  const show = (from: number, to: number, text: string) => ({
    span: { start: template.toRaw(from), end: template.toRaw(to) },
    text,
  })
  if (word.kind === 'filter') {
    const summary = Object.hasOwn(LIQUID_FILTERS, word.text) ? LIQUID_FILTERS[word.text] : undefined
    return summary === undefined ? undefined : show(word.start, word.end, `Liquid filter **${word.text}**: ${summary}`)
  }
  if (word.kind === 'tag') {
    const tag = Object.hasOwn(LIQUID_TAGS, word.text) ? LIQUID_TAGS[word.text] : undefined
    const ends = tag?.end === undefined ? '' : ` Ends with \`{% ${tag.end} %}\`.`
    return tag && show(word.start, word.end, `Liquid tag **${word.text}**: ${tag.summary}${ends}`)
  }
  const step = stepsOf(word.text).find(({ start, name }) => {
    const from = word.start + start
    return from <= offset && offset <= from + name.length
  })
  if (step?.member === undefined) return undefined
  const from = word.start + step.start
  const name = word.text.slice(0, step.start + step.name.length)
  return show(from, from + step.name.length, `**${name}**: ${step.member.summary}`)
}
