import { type Analysis, isSection } from '../model/analysis.ts'
import type { Element } from '../syntax/tree.ts'
import { holderAt } from './complete/location.ts'

/**
 * What to insert behind a `>` or `/` that was just typed at the offset, as a snippet; undefined where nothing is to be closed.
 * `<inbound>` gets its close tag and `</` the name of the innermost open element. `<base /` gets nothing: whoever types `/` types the
 * `>` in the same breath, and would have two.
 */
export function autoClose(analysis: Analysis, offset: number, character: '>' | '/'): string | undefined {
  if (analysis.text.charAt(offset - 1) !== character) return undefined
  return character === '>' ? behindOpenTag(analysis, offset) : behindSlash(analysis, offset)
}

function behindOpenTag(analysis: Analysis, offset: number): string | undefined {
  const found = analysis.meanings.find(({ element }) => element.openEnd === offset)
  if (found === undefined) return undefined
  const { element, spec } = found
  if (element.selfClosing || element.name === '' || !lacksClose(element)) return undefined
  const multiLine = isSection(element.name) || spec?.content === 'policies' || found.role === 'root'
  const escaped = element.name.replaceAll('$', '\\$')
  return multiLine && isAtLineEnd(analysis.text, offset) ? `\n\t$0\n</${escaped}>` : `$0</${escaped}>`
}

const isAtLineEnd = (text: string, offset: number): boolean =>
  /^[ \t]*(?:[\r\n]|$)/.test(text.slice(offset, offset + 200))

/** Its own close tag is missing, or it took the one that an element around it of the same name now lacks. */
function lacksClose(element: Element): boolean {
  if (element.close === undefined) return true
  for (let at = element.parent; at.kind === 'element'; at = at.parent) {
    if (at.name === element.name && at.close === undefined) return true
  }
  return false
}

function behindSlash(analysis: Analysis, offset: number): string | undefined {
  if (analysis.text.charAt(offset - 2) !== '<') return undefined
  const holder = holderAt(analysis, offset)
  return holder === undefined ? undefined : behindCloseStart(analysis.text, holder, offset)
}

/** The tag that begins with this `</` may already be taken for the holder's own close tag. */
function behindCloseStart(text: string, holder: Element, offset: number): string | undefined {
  const { close } = holder
  if (close !== undefined && close.start !== offset - 2) return undefined
  if (/^\w/.test(text.slice(offset))) return undefined
  const end = text.charAt(offset) === '>' ? '' : '>'
  return holder.name === '' ? undefined : `${holder.name.replaceAll('$', '\\$')}${end}`
}
