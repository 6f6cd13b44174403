import { expect, test } from 'vitest'
import { connectionOptions, isHopByHop } from './hop-by-hop.ts'

test.each(['Connection', 'keep-alive', 'TE', 'Transfer-Encoding', 'Upgrade'])('%s stays behind', (name) => {
  expect(isHopByHop(name)).toBe(true)
})

test.each(['Accept', 'Content-Length', 'Authorization', 'tee'])('%s goes on', (name) => {
  expect(isHopByHop(name)).toBe(false)
})

test.each([
  { raw: ['Connection', 'keep-alive'], options: undefined },
  { raw: ['connection', 'close, X-Hop'], options: ['close', 'x-hop'] },
  { raw: ['Accept', 'a'], options: undefined },
])('$raw', ({ raw, options }) => {
  const found = connectionOptions(raw)
  expect(found && [...found]).toEqual(options)
})
