import { expect, test } from 'vitest'
import { bodyText, policyTrial, tryPolicy } from '../try-policy.ts'

const soap = `<?xml version="1.0"?><s:Envelope xmlns="urn:a" xmlns:s="urn:s"><s:Body s:id="7">
  <Order><Line>1</Line><Line>2</Line><Empty /><Blank></Blank><Note lang="en">a &amp; b</Note></Order></s:Body></s:Envelope>`

test('names keep their prefixes, attributes an @', async () => {
  const { exchange } = await tryPolicy({
    policy: '<xml-to-json kind="direct" apply="content-type-xml" consider-accept-header="false" />',
    section: 'outbound',
    response: { headers: ['Content-Type', 'text/xml; charset=utf-8'], body: soap },
  })
  expect(JSON.parse(bodyText(exchange.response) ?? '')).toEqual({
    version: '1.0',
    s$Envelope: {
      '@xmlns': 'urn:a',
      '@xmlns$s': 'urn:s',
      s$Body: {
        '@s$id': '7',
        Order: { Line: ['1', '2'], Empty: null, Blank: '', Note: { '@lang': 'en', '#text': 'a & b' } },
      },
    },
  })
  expect(exchange.response?.headers.get('Content-Type')).toEqual(['application/json'])
})

const convert = (attributes: string, headers: readonly string[] = []) =>
  tryPolicy({
    policy: `<xml-to-json kind="direct" apply="always" ${attributes} />`,
    section: 'outbound',
    headers,
    response: { body: '<a><b>1</b></a>' },
  })

test('every element inside another one becomes a list when told so', async () => {
  const { exchange } = await convert('consider-accept-header="false" always-array-child-elements="true"')
  expect(bodyText(exchange.response)).toBe('{"a":{"b":["1"]}}')
})

test.each([
  { accept: [], body: '<a><b>1</b></a>' },
  { accept: ['Accept', 'text/html'], body: '<a><b>1</b></a>' },
  { accept: ['Accept', 'application/json'], body: '{"a":{"b":"1"}}' },
])('the caller asks for it with $accept', async ({ accept, body }) => {
  const { exchange } = await convert('', accept)
  expect(bodyText(exchange.response)).toBe(body)
})

test('what is no XML goes to on-error', async () => {
  const broken = policyTrial({
    policy: '<xml-to-json kind="direct" apply="always" consider-accept-header="false" />',
    body: '<a><b></a>',
  })
  await expect(broken()).rejects.toMatchObject({ details: { reason: 'BodyNotConvertible' } })
})

test('the other kind says that it does not run', async () => {
  const friendly = policyTrial({
    policy: '<xml-to-json kind="javascript-friendly" apply="always" consider-accept-header="false" />',
    body: '<a />',
  })
  await expect(friendly()).rejects.toThrow('"javascript-friendly"')
})
