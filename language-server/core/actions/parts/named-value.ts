import type { Analysis } from '../../model/analysis.ts'
import { decodeText } from '../../syntax/decode.ts'
import type { Span } from '../../text/span.ts'
import type { ActionOffer, ActionSurroundings } from '../action.ts'

interface Extraction {
  readonly analysis: Analysis
  readonly around: ActionSurroundings | undefined
  /** What the named value replaces. */
  readonly span: Span
  readonly base: string
  readonly sensitivity: 'plain' | 'secret'
}

/** https://learn.microsoft.com/azure/api-management/api-management-howto-properties: letters, digits, period, dash and underscore; 4096 characters. */
const LONGEST_NAME = 256
const LONGEST_VALUE = 4096

/** Offers to put `{{name}}` in place of a text, and to describe the named value in a file of its own. The value of a secret is in no file. */
export function extraction({ analysis, around, span, base, sensitivity }: Extraction): ActionOffer {
  const isSecret = sensitivity === 'secret'
  const title = isSecret ? 'Extract to a secret named value' : 'Extract to a named value'
  const value = decodeText(analysis.text.slice(span.start, span.end))
  if (around === undefined)
    return {
      title,
      disabled: 'The document is in no folder that the editor has open, where the named value could be kept.',
    }
  if (!isSecret) {
    const same = around.namedValues.find((one) => one.value === value)
    if (same !== undefined)
      return { title: `Use the named value '${same.displayName}'`, edits: [mention(span, same.displayName)] }
  }
  if (!around.makesFiles) return { title, disabled: 'The editor does not make files with an edit.' }
  if (value.length > LONGEST_VALUE)
    return { title, disabled: `A named value holds ${LONGEST_VALUE} characters at most.` }
  const name = freeName(base, around.namedValues)
  const file = around.namedValueFile(name)
  if ('refused' in file) return { title, disabled: file.refused }
  // What the file of a secret may not hold, the instance or Key Vault does: https://azure.github.io/apiops/apiops/2-apiops-artifacts/
  const properties = isSecret ? { displayName: name, secret: true } : { displayName: name, secret: false, value }
  return {
    title: isSecret ? `${title} '${name}' (its value is not written)` : `${title} '${name}'`,
    edits: [mention(span, name)],
    files: [{ path: file.information, text: `${JSON.stringify({ properties }, undefined, 2)}\n` }],
    ...(isSecret && {
      note: `The value of the secret named value '${name}' is in no file: set it on the instance or let it come from Key Vault, and replace the secret at its origin, since it was in the document.`,
    }),
  }
}

const mention = (span: Span, name: string) => ({ span, newText: `{{${name}}}` })

function freeName(base: string, known: ActionSurroundings['namedValues']): string {
  const taken = new Set(known.map(({ displayName }) => displayName.toLowerCase()))
  const slug =
    base
      .replace(/[^\w.-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase()
      .slice(0, LONGEST_NAME - 4) || 'value'
  for (let count = 1; ; count++) {
    const name = count === 1 ? slug : `${slug}-${count}`
    if (!taken.has(name)) return name
  }
}
