import { expect, it } from 'vitest'
import { inOnePiece } from './one-piece.ts'

it.each(['', 'plain <policies />', 'é and ÿ and \0', 'Ā', 'naïve – with a dash', '😀', 'half \ud800 of a pair'])(
  'keeps %j',
  (text) => {
    expect(inOnePiece(text)).toBe(text)
  },
)
