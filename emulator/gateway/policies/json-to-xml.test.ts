import { expect, test } from 'vitest'
import { bodyText, policyTrial, tryPolicy } from '../try-policy.ts'

const convert = async (json: string, attributes = '') => {
  const { exchange } = await tryPolicy({
    policy: `<json-to-xml apply="always" consider-accept-header="false" ${attributes} />`,
    section: 'outbound',
    response: { body: json },
  })
  return bodyText(exchange.response)
}

test.each([
  { json: '{"order":{"id":1}}', xml: '<order><id>1</id></order>' },
  { json: '{"a":1.50,"b":true}', xml: '<Document><a>1.5</a><b>True</b></Document>' },
  { json: '{"a":[{"b":1},{"b":2}]}', xml: '<Document><a><b>1</b></a><a><b>2</b></a></Document>' },
  { json: '{"a":{"list":[],"none":{}}}', xml: '<a><list /><none /></a>' },
  {
    json: '{"a":{"b":null}}',
    xml: '<a><b xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" /></a>',
  },
  { json: '{"a":{"b":"<&\\">"}}', xml: '<a><b>&lt;&amp;&quot;&gt;</b></a>' },
  { json: '{"a":{"due":"2026-01-02T03:04:05.120Z"}}', xml: '<a><due>2026-01-02T03:04:05.12Z</due></a>' },
  { json: '{"a":{"1 b":1,"c_d":2}}', xml: '<a><_x0031__x0020_b>1</_x0031__x0020_b><c_d>2</c_d></a>' },
])('$json', async ({ json, xml }) => {
  expect(await convert(json)).toBe(xml)
})

test('namespaces and attributes', async () => {
  const json = '{"s:Envelope":{"xmlns:s":"urn:s","xmlns":"urn:d","s:Body":{"s:Get":{"#attrs":{"s:id":"7"},"x:y":"z"}}}}'
  expect(await convert(json, 'namespace-separator=":" namespace-prefix="xmlns" attribute-block-name="#attrs"')).toBe(
    '<s:Envelope xmlns:s="urn:s" xmlns="urn:d"><s:Body><s:Get s:id="7"><x_x003A_y>z</x_x003A_y></s:Get></s:Body></s:Envelope>',
  )
})

test('it needs an object', async () => {
  await expect(convert('[1]')).rejects.toMatchObject({ details: { reason: 'BodyNotConvertible' } })
})

test('a body of another type stays when told so', async () => {
  const run = policyTrial({
    policy: '<json-to-xml apply="content-type-json" consider-accept-header="false" />',
    headers: ['Content-Type', 'text/plain'],
    body: '{"a":1}',
  })
  expect(bodyText((await run()).exchange.request)).toBe('{"a":1}')
})
