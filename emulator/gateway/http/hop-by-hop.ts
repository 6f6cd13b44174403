/** Headers that concern one connection only. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Most header names have a length that no hop-by-hop header has, which is cheaper to see than to compare. */
const lengths: ReadonlySet<number> = new Set([...hopByHop].map((name) => name.length))

export const isHopByHop = (name: string): boolean => lengths.has(name.length) && hopByHop.has(name.toLowerCase())

/** Names that a Connection header adds; undefined when it only says `keep-alive` or `close`, as nearly always. */
export function connectionOptions(raw: readonly string[]): ReadonlySet<string> | undefined {
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? ''
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue
    const value = raw[at + 1] ?? ''
    if (value === 'keep-alive' || value === 'close') continue
    return new Set(value.split(',').map((option) => option.trim().toLowerCase()))
  }
  return undefined
}
