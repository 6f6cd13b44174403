const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** Version 4 addresses count as the version 6 addresses that they are mapped to (`::ffff:1.2.3.4`). */
const mapped = 0xffff_0000_0000n

/** @returns a number that orders addresses, or undefined when the text is no IP address. */
export function parseAddress(text: string): bigint | undefined {
  const four = parseV4(text)
  return four === undefined ? parseV6(text) : mapped + four
}

function parseV4(text: string): bigint | undefined {
  const parts = v4.exec(text)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function parseV6(text: string): bigint | undefined {
  const [address = ''] = text.split('%', 1)
  const halves = address.split('::')
  if (halves.length > 2 || !address.includes(':')) return undefined
  const [head = [], tail = []] = halves.map(groupsOf)
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail]
  if (groups.some((group) => group < 0n)) return undefined
  return groups.reduce((sum, group) => sum * 0x10000n + group, 0n)
}

/** -1 marks a group that is none. */
function groupsOf(text: string): bigint[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    const four = parseV4(group)
    if (four !== undefined) return [four / 0x10000n, four % 0x10000n]
    return /^[0-9a-f]{1,4}$/i.test(group) ? [BigInt(`0x${group}`)] : [-1n]
  })
}
