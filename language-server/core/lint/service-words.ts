import type { Analysis } from '../model/analysis.ts'
import type { Element, Mistake } from '../syntax/tree.ts'

/** What a reader says, and the offset where it stops, seldom where the mistake begins; -1 when it names no place. */
type Stop = readonly [what: string, at: number]

/** Mistakes within C#, which the service tells of in the words of Razor, and with the element instead of a position. */
const razorWords: Readonly<Partial<Record<Mistake['name'], (opening: string) => string>>> = {
  'unterminated-string': () =>
    'Unterminated string literal.  Strings that start with a quotation mark (") must be terminated before the end of the line.  However, strings that start with @ and a quotation mark (@") can span multiple lines.',
  'unterminated-expression': (opening) => {
    const [block, open, close] = opening === '@{' ? ['code', '{', '}'] : ['explicit expression', '(', ')']
    return `The ${block} block is missing a closing "${close}" character.  Make sure you have a matching "${close}" character for all the "${open}" characters within this block, and that none of the "${close}" characters are being interpreted as markup.`
  },
}

/** Whether the service names the element in which it met the mistake. */
export const isWithinExpression = ({ name }: Mistake): boolean => razorWords[name] !== undefined

/**
 * The words in which the service reports what it cannot read. Of XML they are those of .NET's XmlReader, with a line and a position
 * counted from 1 (https://github.com/microsoft/referencesource/blob/master/System.Xml/System/Xml/Core/XmlTextReaderImpl.cs), of
 * expressions those of Razor (seen in https://github.com/Azure/azure-api-management-devops-resource-kit/issues/350).
 */
export function serviceWords(mistake: Mistake, element: Element | undefined, analysis: Analysis): string {
  const razor = razorWords[mistake.name]
  if (razor !== undefined) return razor(analysis.text.slice(mistake.start, mistake.start + 2))
  const [what, at] = stopAt(mistake, element, analysis)
  if (at < 0) return what
  const { line, character } = analysis.lines.positionAt(Math.min(at, analysis.text.length))
  return `${what} Line ${line + 1}, position ${character + 1}.`
}

function stopAt(mistake: Mistake, element: Element | undefined, analysis: Analysis): Stop {
  const { text } = analysis
  const { start, end, owner } = mistake
  const nameEnd = owner?.kind === 'attribute' ? owner.nameEnd : end
  switch (mistake.name) {
    case 'missing-close-tag':
      return unclosed(element, analysis)
    case 'mismatched-close-tag':
      return mismatch(element, text.slice(start, end), start, analysis)
    case 'unexpected-close-tag': {
      if (element === undefined) return ['Unexpected end tag.', start + 2]
      return mismatch(element, text.slice(start + 2, end).replace(/\s*>?$/, ''), start + 2, analysis)
    }
    case 'missing-root':
      return end > start ? ['Data at the root level is invalid.', start] : ['Root element is missing.', -1]
    case 'text-outside-root':
      return ['Data at the root level is invalid.', start]
    case 'several-roots':
      return ['There are multiple root elements.', start]
    case 'duplicate-attribute':
      return [`'${text.slice(start, end)}' is a duplicate attribute name.`, start]
    case 'raw-ampersand':
    case 'invalid-entity':
      return brokenEntity(text, start)
    case 'raw-less-than':
      return owner?.kind === 'attribute'
        ? invalidCharacter(text, start, 'attribute')
        : strayTag(text, element, analysis, start)
    case 'missing-space':
      return unexpected(text, start, 'Expecting white space.')
    case 'text-after-value':
      if (owner?.kind === 'element' && start < owner.openEnd && /\s/.test(text[start - 1] ?? '')) {
        return badNameStart(text, start)
      }
      return unexpected(text, /["']/.test(text[start] ?? '') ? start + 1 : start, 'Expecting white space.')
    case 'missing-equals':
      return unexpected(text, behindSpace(text, nameEnd), "The expected token is '='.")
    case 'missing-value': {
      const next = behindSpace(text, nameEnd)
      if (text[next] !== '=') return unexpected(text, next, "The expected token is '='.")
      return unexpected(text, behindSpace(text, next + 1), QUOTE_EXPECTED)
    }
    case 'missing-quotes':
      return unexpected(text, start, QUOTE_EXPECTED)
    case 'missing-name':
    case 'invalid-name':
      return badNameStart(text, text[start] === '<' ? start + (text[start + 1] === '/' ? 2 : 1) : start)
    case 'not-well-formed':
      return otherwiseBroken(text, start)
    case 'unterminated-tag': {
      const next = behindSpace(text, element === undefined ? end : element.openEnd)
      return element === undefined ? unexpected(text, next, "The expected token is '>'.") : badNameStart(text, next)
    }
    case 'unterminated-value': {
      const less = text.indexOf('<', start)
      return less < 0 ? [END_OF_FILE, text.length] : invalidCharacter(text, less, 'attribute')
    }
    case 'unterminated-comment':
      return ['Unexpected end of file while parsing Comment has occurred.', text.length]
    case 'unterminated-cdata':
      return ['Unexpected end of file while parsing CDATA has occurred.', text.length]
    default:
      return [END_OF_FILE, text.length]
  }
}

const END_OF_FILE = 'Unexpected end of file has occurred.'
const QUOTE_EXPECTED = `The expected token is '"' or '''.`

function behindSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return at
}

/** A token is a name, or a single character where none begins. */
function unexpected(text: string, at: number, expected: string): Stop {
  const token = /^(?:[\w.-]+|[\s\S])/.exec(text.slice(at, at + 400))?.[0]
  return token === undefined ? [END_OF_FILE, at] : [`'${token}' is an unexpected token. ${expected}`, at]
}

/** A character as messages write it, and its number. */
function named(text: string, at: number): readonly [character: string, value: string] {
  const code = text.codePointAt(at) ?? 0
  const value = code.toString(16).toUpperCase().padStart(2, '0')
  return [`'${String.fromCodePoint(code)}'`, `hexadecimal value 0x${value}`]
}

function badNameStart(text: string, at: number): Stop {
  if (at >= text.length) return [END_OF_FILE, at]
  const [character, value] = named(text, at)
  return [`Name cannot begin with the ${character} character, ${value}.`, at]
}

function invalidCharacter(text: string, at: number, kind?: 'attribute'): Stop {
  const [character, value] = named(text, at)
  return [`${character}, ${value}, is an invalid ${kind === undefined ? '' : `${kind} `}character.`, at]
}

function brokenEntity(text: string, at: number): Stop {
  const digits = /^&#(?:(x)[0-9A-Fa-f]*|[0-9]*)/.exec(text.slice(at, at + 400))
  if (digits !== null) {
    const [written, x] = digits
    const behind = at + written.length
    if (text[behind] === ';' && behind > at + (x === undefined ? 2 : 3)) return forbiddenReference(written, at)
    return [`Invalid syntax for a ${x === undefined ? 'decimal' : 'hexadecimal'} numeric entity reference.`, behind]
  }
  const name = /^[A-Za-z_:][\w:.-]*/.exec(text.slice(at + 1, at + 401))?.[0]
  if (name === undefined) return ['An error occurred while parsing EntityName.', at + 1]
  const behind = at + 1 + name.length
  if (text[behind] === ';') return [`Reference to undeclared entity '${name}'.`, at + 1]
  return unexpected(text, behind, "The expected token is ';'.")
}

/** Digits that stand for no character of XML, such as `&#0;`. */
function forbiddenReference(written: string, at: number): Stop {
  const value = Number(written.replace('&#', '').replace('x', '0x'))
  const [what] = invalidCharacter(String.fromCodePoint(Math.min(value, 0x10ffff)), 0)
  return [what, at + '&#'.length]
}

/** A `<` that the author meant as text; a name behind it makes it a tag, as in `As<JObject>()`. */
function strayTag(text: string, element: Element | undefined, analysis: Analysis, at: number): Stop {
  const name = /^[A-Za-z_:][\w:.-]*/.exec(text.slice(at + 1, at + 401))?.[0]
  if (name === undefined) return badNameStart(text, at + 1)
  const behind = at + 1 + name.length
  if (text[behind] === '>' && element?.close) {
    return [doesNotMatch(name, at + 1, element.name, analysis), element.close.nameStart]
  }
  if (/[\s>/]/.test(text[behind] ?? ' ')) return badNameStart(text, behindSpace(text, behind))
  const [character, value] = named(text, behind)
  return [`The ${character} character, ${value}, cannot be included in a name.`, behind]
}

function doesNotMatch(open: string, at: number, close: string, { lines }: Analysis): string {
  const { line, character } = lines.positionAt(at)
  return `The '${open}' start tag on line ${line + 1} position ${character + 1} does not match the end tag of '${close}'.`
}

function mismatch(element: Element | undefined, close: string, at: number, analysis: Analysis): Stop {
  return [doesNotMatch(element?.name ?? '', element?.nameStart ?? at, close, analysis), at]
}

function unclosed(element: Element | undefined, analysis: Analysis): Stop {
  for (let at = element; at?.parent.kind === 'element'; at = at.parent) {
    const { close, name } = at.parent
    if (close) return mismatch(element, name, close.nameStart, analysis)
  }
  const open = analysis.tree.mistakes.flatMap(({ name, owner }) =>
    name === 'missing-close-tag' && owner?.kind === 'element' ? [owner] : [],
  )
  const names = open.sort((a, b) => b.start - a.start).map(({ name }) => name)
  return [`${END_OF_FILE} The following elements are not closed: ${names.join(', ')}.`, analysis.text.length]
}

function otherwiseBroken(text: string, at: number): Stop {
  if (text.startsWith('--', at)) {
    return ["An XML comment cannot contain '--', and '-' cannot be the last character.", at]
  }
  if (text.startsWith('<?xml', at)) {
    return [
      'Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to appear before it.',
      at + 2,
    ]
  }
  if (text.startsWith(']]>', at)) return ["']]>' is not allowed in character data.", at]
  // A quote that ends its attribute in the middle of an expression.
  if (/["']/.test(text[at] ?? '')) return unexpected(text, at + 1, 'Expecting white space.')
  if ((text.codePointAt(at) ?? 0) < 0x20) return invalidCharacter(text, at)
  return unexpected(text, at, "The expected token is '>'.")
}
