import type { Exchange } from './pipeline/exchange.ts'
import { recordLimit } from './pipeline/trace-recorder.ts'
import type { TraceChange } from './traces.ts'

export interface Redactor {
  text(text: string): string
  change(change: TraceChange): TraceChange
}

const hidden = '***'

/** Headers whose value is a secret as a whole. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'proxy-authorization',
  'ocp-apim-subscription-key',
  'x-functions-key',
  'x-identity-header',
])

/** Anything that looks like a JSON Web Token, wherever it stands. */
const tokens = /\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g

/** A secret shorter than this would take harmless text out of the trace too. */
const shortestSecret = 4

/** Takes tokens, subscription keys, credentials of back ends and secret named values out of a trace. */
export function redactor(exchange: Exchange): Redactor {
  const { configuration } = exchange.setting
  const names = exchange.match?.api.subscriptionKeyNames
  const headerName = names?.header.toLowerCase()
  const secrets = [
    ...[...configuration.namedValues.values()].filter(({ secret }) => secret).map(({ value }) => value),
    ...configuration.subscriptions.flatMap(({ primaryKey, secondaryKey }) => [primaryKey, secondaryKey]),
  ]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length)

  // Where a text was cut, its end may be the beginning of a secret.
  const doubtful = secrets[0]?.length ?? 0
  const text = (written: string): string => {
    const certain = written.length < recordLimit ? written : `${written.slice(0, recordLimit - doubtful)}…`
    let result = certain.replace(tokens, hidden)
    for (const secret of secrets) if (result.includes(secret)) result = result.replaceAll(secret, hidden)
    if (names) {
      const parameter = new RegExp(`([?&]${literally(names.query)}=)[^&\\s]*`, 'gi')
      result = result.replace(parameter, `$1${hidden}`)
    }
    return result
  }
  const isSecret = (what: string): boolean => {
    const header = /^(?:response )?header (.+)$/.exec(what)?.[1]?.toLowerCase()
    return header !== undefined && (secretHeaders.has(header) || header === headerName)
  }
  return {
    text,
    change({ what, before, after }) {
      const show = isSecret(what) ? (value: string) => maskHeader(value) : text
      return {
        what,
        ...(before === undefined ? {} : { before: show(before) }),
        ...(after === undefined ? {} : { after: show(after) }),
      }
    },
  }
}

/** The scheme of an Authorization header tells something and gives nothing away. */
const maskHeader = (value: string): string => (/^(?:Bearer|Basic) /i.exec(value)?.[0] ?? '') + hidden

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
