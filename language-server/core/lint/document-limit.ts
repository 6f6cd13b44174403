import { type Analysis, oncePerAnalysis } from '../model/analysis.ts'

const KIB = 1024

interface DocumentFill {
  /** Both in KiB; the size is rounded up. */
  readonly size: number
  readonly limit: number
  /** How much of the limit the document takes; above 1, the service refuses it. */
  readonly share: number
}

/**
 * How much of what the service stores a document takes: 256 KiB, in the Consumption tier 16 KiB, a fragment 512 KiB, of UTF-8 text
 * (https://learn.microsoft.com/azure/api-management/service-limits). Undefined for what is so small that it need not be counted.
 */
export function fillOf(analysis: Analysis): DocumentFill | undefined {
  const limit = limitOf(analysis)
  // A UTF-16 unit takes at most three bytes, so that most documents need no counting.
  if (analysis.text.length * 3 <= limit * 0.9) return undefined
  const size = sizeOf(analysis)
  return { size: Math.ceil(size / KIB), limit: limit / KIB, share: size / limit }
}

const sizeOf = oncePerAnalysis(({ text }) => utf8Length(text))

function limitOf({ kind, options }: Analysis): number {
  if (options.gateway === 'consumption') return 16 * KIB
  return (kind === 'fragment' ? 512 : 256) * KIB
}

/** Most documents hold no other characters, which is found far quicker than each is looked at. */
const BEYOND_ASCII = /[^\0-\x7f]/

function utf8Length(text: string): number {
  let bytes = text.length
  if (!BEYOND_ASCII.test(text)) return bytes
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Each half of a surrogate pair counts for two of its four bytes.
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return bytes
}
