/** Tells text that looks like a secret from text that only stands where one would. Pure text: no document, no network. */

/** Words of people who write samples. A real key holds none of them, but by a chance that is not worth a false alarm. */
const sample =
  /your|example|sample|placeholder|dummy|fake|change.?me|replace|insert|todo|secret|pass|token|client|tenant|xxx|\*\*\*|\.\.\.|abcdef|012345|123456|987654|deadbeef|test|mock|[<>{}[\]()$%@]/i

/** Whether a text stands for something that is filled in later, or is obviously made up. */
export const isSample = (text: string): boolean =>
  sample.test(text) || /^[A-Z]+(?:_[A-Z]+)+$/.test(text) || text === AZURITE || new Set(text.toLowerCase()).size < 5

/** The key of the storage emulator, which is the same for everybody (https://learn.microsoft.com/azure/storage/common/storage-use-azurite). */
const AZURITE = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** Shannon's entropy in bits per character. Words lie below 3.2, keys in Base64 of 32 characters and more above 4. */
export function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text, in a place where a key is expected, is one: long, without words, as random as keys are. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 512 || /\s/.test(text) || isSample(text)) return false
  if (guid.test(text)) return entropy(text.replaceAll('-', '')) > 3
  if (!/^[A-Za-z0-9+/_~.=-]+$/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false
  if (mixed(text) < text.length / 2) return false
  // Hexadecimal digits have 4 bits at most.
  return entropy(text) > (/^[0-9a-f]+$/i.test(text) ? 3 : 3.4)
}

/** How many characters stand in words that no language has: letters beside digits, capitals behind small letters. */
const mixed = (text: string): number =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => /[A-Za-z]\d|\d[A-Za-z]|[a-z][A-Z]/.test(word))
    .join('').length

interface SecretForm {
  readonly what: string
  readonly start: number
  readonly end: number
}

interface Form {
  readonly what: string
  /** The secret itself is its first group. */
  readonly pattern: RegExp
  /** Cheap and necessary: without one of these texts, the pattern is not tried. */
  readonly needs: string
  /** True: the form alone tells enough; the text need not look random. */
  readonly isCertain?: boolean
}

/**
 * Secrets that are known by their form. Sources: the documentation of connection strings and shared access signatures of Azure
 * Storage, Service Bus and Cosmos DB, and the published token formats of the other vendors.
 */
const forms: readonly Form[] = [
  { what: 'The key of a storage account', needs: 'AccountKey=', pattern: /AccountKey=([A-Za-z0-9+/]{40,}={0,2})/g },
  { what: 'A shared access key', needs: 'SharedAccessKey=', pattern: /SharedAccessKey=([A-Za-z0-9+/]{40,}={0,2})/g },
  {
    what: 'A shared access signature',
    needs: 'sig=',
    pattern: /(?:[?&;]|&amp;)sig=([A-Za-z0-9%_-]{36,})(?![A-Za-z0-9%_-])/g,
  },
  {
    what: 'The key of an Azure Function',
    needs: 'code=',
    pattern: /(?:[?&]|&amp;)code=([A-Za-z0-9_/-]{40,}={0,2})(?![A-Za-z0-9_/-])/g,
  },
  {
    what: 'A JSON Web Token',
    needs: 'eyJ',
    pattern: /(?<![\w-])(eyJ[\w-]{12,}\.eyJ[\w-]{12,}\.[\w-]{20,})/g,
    isCertain: true,
  },
  {
    what: 'A private key',
    needs: 'PRIVATE KEY-----',
    pattern: /(-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----)(?=\s*[A-Za-z0-9+/])/g,
    isCertain: true,
  },
  {
    what: 'A client secret of Microsoft Entra',
    needs: 'Q~',
    pattern: /(?<![\w~.-])([\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~.-])/g,
  },
  { what: 'A GitHub token', needs: 'gh', pattern: /\b(gh[pousr]_[A-Za-z0-9]{36})\b/g },
  { what: 'A Slack token', needs: 'xox', pattern: /\b(xox[baprs]-[A-Za-z0-9-]{20,})/g },
  { what: 'An AWS access key', needs: 'AKIA', pattern: /\b(AKIA[0-9A-Z]{16})\b/g },
  { what: 'A Google API key', needs: 'AIza', pattern: /\b(AIza[\w-]{35})/g },
  { what: 'A Stripe key', needs: 'sk_live_', pattern: /\b(sk_live_[A-Za-z0-9]{20,})/g },
  { what: 'An OpenAI key', needs: 'sk-', pattern: /(?<![\w-])(sk-(?:proj-)?[A-Za-z0-9_-]{32,})/g },
]

/** The secrets in a text that are known by their form, in the order of the forms. */
export function secretsIn(text: string): readonly SecretForm[] {
  const found: SecretForm[] = []
  for (const { what, needs, pattern, isCertain } of forms) {
    if (!text.includes(needs)) continue
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? ''
      if (isCertain !== true && (isSample(secret) || entropy(secret) < 3)) continue
      const start = match.index + match[0].indexOf(secret)
      found.push({ what, start, end: start + secret.length })
    }
  }
  return found
}

/** Names of headers, query parameters and fields whose value is a secret. */
export const isSecretName = (name: string): boolean =>
  /^(?:authorization|proxy-authorization|ocp-apim-subscription-key|subscription-key|code|sig|x-functions-key|api[-_]?key|x-api-key|apikey|client[-_]secret|access[-_]token)$/i.test(
    name,
  ) ||
  /(?:api|access|function|functions|auth|subscription|secret|private|master|host|shared)[-_]?key$|secret$|passw(?:or)?d$/i.test(
    name,
  )
