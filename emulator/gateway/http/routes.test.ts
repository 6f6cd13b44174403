import { expect, test } from 'vitest'
import { createDestinations } from './routes.ts'

const to = createDestinations({ 'a.example': 'http://127.0.0.1:81/', 'b.example:8443': 'http://127.0.0.1:82' })

test.each([
  { origin: 'https://a.example', destination: { origin: 'http://127.0.0.1:81', host: 'a.example' } },
  { origin: 'https://b.example:8443', destination: { origin: 'http://127.0.0.1:82', host: 'b.example:8443' } },
  { origin: 'http://localhost:99', destination: { origin: 'http://localhost:99', host: 'localhost:99' } },
])('$origin', ({ origin, destination }) => {
  expect(to(origin)).toEqual(destination)
})

test.each(['https://c.example', 'https://b.example', 'http://127.0.0.1.evil.example'])('%s is refused', (origin) => {
  expect(() => to(origin)).toThrow('does not call')
})
