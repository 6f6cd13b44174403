/** SHA-1, SHA-2, MD5 and HMAC over bytes, in JavaScript alone: the core has no platform. FIPS 180-4, RFC 1321, RFC 2104. */

import { once } from './once.ts'

export type HashName = 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512'

/** Fractional bits of the roots of the first primes: the constants of SHA-2. */
function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((one) => candidate % one !== 0)) found.push(candidate)
  return found
}

/** floor(frac(n^(1/root)) * 2^64). */
function rootBits(value: number, root: 2n | 3n): bigint {
  const scaled = BigInt(value) << (64n * root)
  let low = 0n
  let high = 1n << 70n
  while (low < high) {
    const middle = (low + high + 1n) >> 1n
    if (middle ** root <= scaled) low = middle
    else high = middle - 1n
  }
  return low & ((1n << 64n) - 1n)
}

const rounds512 = once(() => primes(80).map((prime) => rootBits(prime, 3n)))
const rounds256 = once(() =>
  rounds512()
    .slice(0, 64)
    .map((value) => Number(value >> 32n)),
)
const start512 = once(() => primes(8).map((prime) => rootBits(prime, 2n)))
const start384 = once(() =>
  primes(16)
    .slice(8)
    .map((prime) => rootBits(prime, 2n)),
)
const start256 = once(() => start512().map((value) => Number(value >> 32n)))
const roundsMd5 = once(() =>
  Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32)),
)
const sMd5 = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]

function padded(bytes: Uint8Array, block: 64 | 128, order: 'big' | 'little'): DataView {
  const lengthBytes = block / 8
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block
  const result = new Uint8Array(size)
  result.set(bytes)
  result[bytes.length] = 0x80
  const view = new DataView(result.buffer)
  view.setBigUint64(size - 8, BigInt(bytes.length) * 8n, order === 'little')
  return view
}

const right = (value: number, by: number): number => (value >>> by) | (value << (32 - by))
const left = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

function sha256(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, 'big')
  const k256 = rounds256()
  const h = [...start256()]
  const w = new Int32Array(64)
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + t * 4)
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15] ?? 0
      const y = w[t - 2] ?? 0
      w[t] =
        (w[t - 16] ?? 0) +
        (right(x, 7) ^ right(x, 18) ^ (x >>> 3)) +
        (w[t - 7] ?? 0) +
        (right(y, 17) ^ right(y, 19) ^ (y >>> 10))
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, last = 0] = h
    for (let t = 0; t < 64; t++) {
      const one =
        (last + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + (k256[t] ?? 0) + (w[t] ?? 0)) | 0
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      last = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    ;[a, b, c, d, e, f, g, last].forEach((value, index) => {
      h[index] = ((h[index] ?? 0) + value) | 0
    })
  }
  return words32(h, 'big')
}

function words32(values: readonly number[], order: 'big' | 'little'): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  values.forEach((value, index) => {
    view.setInt32(index * 4, value | 0, order === 'little')
  })
  return new Uint8Array(view.buffer)
}

function sha512(bytes: Uint8Array, start: readonly bigint[], length: number): Uint8Array {
  const view = padded(bytes, 128, 'big')
  const k512 = rounds512()
  const h = [...start]
  const mask = (1n << 64n) - 1n
  const turn = (value: bigint, by: bigint): bigint => ((value >> by) | (value << (64n - by))) & mask
  const w = new Array<bigint>(80).fill(0n)
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let t = 0; t < 16; t++) w[t] = view.getBigUint64(at + t * 8)
    for (let t = 16; t < 80; t++) {
      const x = w[t - 15] ?? 0n
      const y = w[t - 2] ?? 0n
      w[t] =
        ((w[t - 16] ?? 0n) +
          (turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)) +
          (w[t - 7] ?? 0n) +
          (turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n))) &
        mask
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, last = 0n] = h
    for (let t = 0; t < 80; t++) {
      const one =
        (last +
          (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) +
          ((e & f) ^ (~e & mask & g)) +
          (k512[t] ?? 0n) +
          (w[t] ?? 0n)) &
        mask
      const two = ((turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & mask
      last = g
      g = f
      f = e
      e = (d + one) & mask
      d = c
      c = b
      b = a
      a = (one + two) & mask
    }
    ;[a, b, c, d, e, f, g, last].forEach((value, index) => {
      h[index] = ((h[index] ?? 0n) + value) & mask
    })
  }
  const out = new DataView(new ArrayBuffer(64))
  h.forEach((value, index) => {
    out.setBigUint64(index * 8, value)
  })
  return new Uint8Array(out.buffer).slice(0, length)
}

function sha1(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, 'big')
  const h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  const w = new Int32Array(80)
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + t * 4)
    for (let t = 16; t < 80; t++)
      w[t] = left((w[t - 3] ?? 0) ^ (w[t - 8] ?? 0) ^ (w[t - 14] ?? 0) ^ (w[t - 16] ?? 0), 1)
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = h
    for (let t = 0; t < 80; t++) {
      const mix = t < 20 ? (b & c) | (~b & d) : t < 40 || t >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d)
      const k = t < 20 ? 0x5a827999 : t < 40 ? 0x6ed9eba1 : t < 60 ? 0x8f1bbcdc : 0xca62c1d6
      const sum = (left(a, 5) + mix + e + k + (w[t] ?? 0)) | 0
      e = d
      d = c
      c = left(b, 30)
      b = a
      a = sum
    }
    ;[a, b, c, d, e].forEach((value, index) => {
      h[index] = ((h[index] ?? 0) + value) | 0
    })
  }
  return words32(h, 'big')
}

function md5(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes, 64, 'little')
  const kMd5 = roundsMd5()
  const h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = h
    for (let t = 0; t < 64; t++) {
      const round = t >> 4
      const mix =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
      const word = round === 0 ? t : round === 1 ? (5 * t + 1) % 16 : round === 2 ? (3 * t + 5) % 16 : (7 * t) % 16
      const sum = (a + mix + (kMd5[t] ?? 0) + view.getInt32(at + word * 4, true)) | 0
      a = d
      d = c
      c = b
      b = (b + left(sum, sMd5[round * 4 + (t % 4)] ?? 0)) | 0
    }
    ;[a, b, c, d].forEach((value, index) => {
      h[index] = ((h[index] ?? 0) + value) | 0
    })
  }
  return words32(h, 'little')
}

export function hash(name: HashName, bytes: Uint8Array): Uint8Array {
  switch (name) {
    case 'MD5':
      return md5(bytes)
    case 'SHA1':
      return sha1(bytes)
    case 'SHA256':
      return sha256(bytes)
    case 'SHA384':
      return sha512(bytes, start384(), 48)
    default:
      return sha512(bytes, start512(), 64)
  }
}

export function hmac(name: HashName, key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const block = name === 'SHA384' || name === 'SHA512' ? 128 : 64
  const short = key.length > block ? hash(name, key) : key
  const pad = (byte: number): Uint8Array => Uint8Array.from({ length: block }, (_, index) => (short[index] ?? 0) ^ byte)
  const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
    const both = new Uint8Array(a.length + b.length)
    both.set(a)
    both.set(b, a.length)
    return both
  }
  return hash(name, join(pad(0x5c), hash(name, join(pad(0x36), bytes))))
}
