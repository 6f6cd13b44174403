import { expect, test } from 'vitest'
import { checkPolicy } from './policy-validation.ts'

const sections = (inbound: string) =>
  `<policies>\n<inbound>\n${inbound}\n</inbound>\n<backend><base /></backend>\n<outbound />\n<on-error />\n</policies>`
const options = { scope: 'api', gateway: 'classic', dialect: 'rawxml' } as const

test('says nothing of a document that is right, warnings and hints included', () => {
  expect(checkPolicy(sections('<base />'), options)).toEqual([])
})

test.each([
  [
    'an unknown element',
    '<base />\n  <set-headr />',
    'set-headr',
    /^Error in element 'set-headr' on line 4, column 4: /,
  ],
  [
    'a missing attribute',
    '<base />\n<set-header><value>x</value></set-header>',
    'set-header',
    /^Error in element 'set-header' on line 4, column 2: /,
  ],
  ['text where none may be', '<base />\n<set-header name="x">text</set-header>', 'set-header', /cannot contain text/],
])('tells %s in the element that the service names', (_what, inbound, target, message) => {
  const [detail] = checkPolicy(sections(inbound), options)
  expect(detail).toMatchObject({ code: 'ValidationError', target })
  expect(detail?.message).toMatch(message)
})

test('stops at the first mistake of the XML, as the service does', () => {
  const details = checkPolicy(sections('<base>\n<set-headr />'), options)
  expect(details).toHaveLength(1)
  expect(details[0]?.target).toBe('representation')
  expect(details[0]?.message).toMatch(/Line \d+, position \d+\.$/)
})

test.each([
  ['<set-body>a & b</set-body>', 'representation', 'An error occurred while parsing EntityName. Line 3, position 14.'],
  [
    '<set-body>@{ return "a; }</set-body>',
    'set-body',
    /^Error in element 'set-body' on line 3, column 2: Unterminated string literal\./,
  ],
])('of %j it names %s', (policy, target, message) => {
  const [detail] = checkPolicy(sections(policy), options)
  expect(detail?.target).toBe(target)
  expect(detail?.message).toMatch(message)
})
