/** A fault in the brackets and quotes of an XPath expression. */
interface XPathFault {
  readonly message: string
  readonly at: number
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']' }

/**
 * What is certainly wrong with an XPath expression: quotes and brackets that do not pair, or nothing at all. Whether its names exist is
 * not asked.
 * @param text entities decoded
 */
export function xpathFault(text: string): XPathFault | undefined {
  if (text.trim() === '') return { message: 'The expression is empty.', at: 0 }
  const open: { readonly bracket: string; readonly at: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"' || character === "'") {
      const end = text.indexOf(character, at + 1)
      if (end < 0) return { message: 'This text is not closed.', at }
      at = end
    } else if (character === '(' || character === '[') open.push({ bracket: character, at })
    else if (character === ')' || character === ']') {
      const last = open.pop()
      if (last === undefined || closing[last.bracket] !== character)
        return { message: `This '${character}' closes nothing.`, at }
    }
  }
  const last = open.pop()
  if (last !== undefined) return { message: `This '${last.bracket}' is not closed.`, at: last.at }
  const trimmed = text.trimEnd()
  const operator = /(?:[=<>+|,!]|::|\$|@|\s(?:and|or|div|mod)|\/\/)$/.exec(trimmed)
  return operator === null
    ? undefined
    : { message: `Something is missing behind '${operator[0].trim()}'.`, at: operator.index }
}
