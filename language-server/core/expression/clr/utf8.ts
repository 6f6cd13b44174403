/** UTF-8, UTF-16 and Latin-1 without a platform: the core has none. */

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index)
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(index + 1)
      if (code < 0xdc00 && low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        index++
      } else code = 0xfffd
    }
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(bytes)
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const units: string[] = []
  let at = 0
  while (at < bytes.length) {
    const first = bytes[at] ?? 0
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
    let code = length === 1 ? first : first & (0xff >> (length + 1))
    let valid = length > 0
    let used = 1
    for (; used < length; used++) {
      const next = bytes[at + used]
      if (next === undefined || (next & 0xc0) !== 0x80) {
        valid = false
        break
      }
      code = (code << 6) | (next & 63)
    }
    if (
      valid &&
      ((length === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) ||
        (length === 4 && (code < 0x10000 || code > 0x10ffff)))
    )
      valid = false
    units.push(valid ? String.fromCodePoint(code) : '\ufffd')
    at += valid ? length : Math.max(1, used)
  }
  return units.join('')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const a = bytes[at] ?? 0
    const b = bytes[at + 1]
    const c = bytes[at + 2]
    text += alphabet[a >> 2]
    text += alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)]
    text += b === undefined ? '=' : alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)]
    text += c === undefined ? '=' : alphabet[c & 63]
  }
  return text
}

/** Undefined for what is no Base64; white space is ignored. */
export function fromBase64(text: string): Uint8Array | undefined {
  const clean = text.replace(/[\s]/g, '')
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined
  const bytes: number[] = []
  for (let at = 0; at < clean.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((offset) => alphabet.indexOf(clean[at + offset] ?? '='))
    const value = ((a ?? 0) << 18) | ((b ?? 0) << 12) | (Math.max(0, c ?? 0) << 6) | Math.max(0, d ?? 0)
    bytes.push((value >> 16) & 255)
    if (clean[at + 2] !== '=') bytes.push((value >> 8) & 255)
    if (clean[at + 3] !== '=') bytes.push(value & 255)
  }
  return Uint8Array.from(bytes)
}

export const fromBase64Url = (text: string): Uint8Array | undefined =>
  fromBase64(text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4))
