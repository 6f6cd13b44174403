/** The bits of RegexOptions that change what a pattern means. */
export const option = {
  ignoreCase: 1,
  multiline: 2,
  explicit: 4,
  singleline: 16,
  spaced: 32,
  back: 64,
  ecma: 256,
} as const

const letters: Readonly<Record<string, number>> = { i: 1, m: 2, n: 4, s: 16, x: 32 }

/** The options after a group of letters such as `i-m` is applied. */
export function withLetters(options: number, text: string): number {
  const [on = '', off = ''] = text.split('-')
  let result = options
  for (const letter of on) result |= letters[letter] ?? 0
  for (const letter of off) result &= ~(letters[letter] ?? 0)
  return result
}
