/**
 * A text that was replaced, as it may be kept in a file: keys are never in it. What recipes leave as it stood, keys among it, is fetched from
 * the document again; a number stands in its place.
 */
export type EarlierText = readonly (string | number)[]

/** Elements that hold keys, as a whole: the recipes take them over as they were written. */
const KEYS = /<(issuer-signing-keys|decryption-keys)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1\s*>)/g

/** Tokens, credentials, connection strings, keys in Base64 or hexadecimal digits; a GUID is none of them. */
const SECRETS = [
  /\beyJ[\w-]{5,}\.[\w-]+/,
  /\b(?:Bearer|Basic|SharedAccessSignature)\s+[\w+/=.~-]{8,}/i,
  /(?:[?&;]|&amp;|\b)(?:sig|code|key|api-?key|(?:access|account|shared|subscription|shared ?access)-?key|secret|client_?secret|password|pwd|token)=(?!["'{])[^\s"'&;<{]{4,}/i,
  /<key\b[^>]*>\s*(?!\{\{)[^<\s]/i,
  /:\/\/[^\s/"':@]+:[^\s/"'@]+@/,
  /(?<![\w+/.:-])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[A-Za-z])[A-Za-z0-9+/]{32,}={0,2}(?![\w+/.-])/,
]

/**
 * @param text that was replaced
 * @param container the text that is there now, from which the keys can be fetched
 * @returns undefined when it holds a secret, or what looks like one, that cannot be fetched from there
 */
export function earlierText(text: string, container: string): EarlierText | undefined {
  const there = keysIn(container)
  const parts: (string | number)[] = []
  let at = 0
  for (const found of text.matchAll(KEYS)) {
    const number = there.indexOf(found[0])
    if (number < 0) return undefined
    parts.push(text.slice(at, found.index), number)
    at = found.index + found[0].length
  }
  parts.push(text.slice(at))
  return parts.some((part) => typeof part === 'string' && SECRETS.some((secret) => secret.test(part)))
    ? undefined
    : parts
}

/** The text again. @returns undefined when the keys are not there any more. */
export function textOfEarlier(earlier: EarlierText, container: string): string | undefined {
  const there = keysIn(container)
  const parts = earlier.map((part) => (typeof part === 'string' ? part : there[part]))
  return parts.includes(undefined) ? undefined : parts.join('')
}

const keysIn = (text: string): readonly string[] => [...text.matchAll(KEYS)].map(([all]) => all)
