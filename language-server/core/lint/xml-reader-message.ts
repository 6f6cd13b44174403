import type { Analysis } from '../model/analysis.ts'
import type { Element, Mistake } from '../syntax/tree.ts'

/**
 * The words in which the service reports broken XML: those of .NET's XmlReader, with a line and a position counted from 1
 * (https://learn.microsoft.com/dotnet/api/system.xml.xmlexception). Where its reader would stop is not always where the mistake is.
 */
export function xmlReaderMessage(mistake: Mistake, element: Element | undefined, analysis: Analysis): string {
  const what = wording(mistake, element, analysis)
  const { line, character } = analysis.lines.positionAt(mistake.start)
  return `${what} Line ${line + 1}, position ${character + 1}.`
}

function wording(mistake: Mistake, element: Element | undefined, { text, lines }: Analysis): string {
  const found =
    text.slice(mistake.start, Math.max(mistake.end, mistake.start + 1)).split(/[\s=>"']/, 1)[0] || text[mistake.start]
  switch (mistake.name) {
    case 'missing-close-tag':
    case 'mismatched-close-tag': {
      const { line, character } = lines.positionAt(element?.nameStart ?? mistake.start)
      const end = mistake.name === 'mismatched-close-tag' ? text.slice(mistake.start, mistake.end) : closer(element)
      return `The '${element?.name ?? ''}' start tag on line ${line + 1} position ${character + 1} does not match the end tag of '${end}'.`
    }
    case 'unexpected-close-tag':
      return 'Unexpected end tag.'
    case 'missing-root':
      return mistake.end > mistake.start ? 'Data at the root level is invalid.' : 'Root element is missing.'
    case 'text-outside-root':
      return 'Data at the root level is invalid.'
    case 'several-roots':
      return 'There are multiple root elements.'
    case 'duplicate-attribute':
      return `'${found}' is a duplicate attribute name.`
    case 'raw-ampersand':
    case 'invalid-entity':
      return 'An error occurred while parsing EntityName.'
    case 'raw-less-than':
      return "'<', hexadecimal value 0x3C, is an invalid attribute character."
    case 'missing-space':
    case 'text-after-value':
      return `'${found}' is an unexpected token. Expecting white space.`
    case 'missing-equals':
    case 'missing-value':
      return `'${found}' is an unexpected token. The expected token is '='.`
    case 'missing-quotes':
      return `'${found}' is an unexpected token. The expected token is '"' or '''.`
    case 'missing-name':
    case 'invalid-name':
      return `Name cannot begin with the '${found}' character.`
    default:
      return 'Unexpected end of file has occurred.'
  }
}

const closer = (element: Element | undefined): string =>
  element !== undefined && element.parent.kind === 'element' ? element.parent.name : ''
