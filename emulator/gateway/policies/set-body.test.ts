import { expect, test } from 'vitest'
import { bodyText, tryPolicy } from '../try-policy.ts'

test.each([
  { policy: '<set-body>a &amp; b</set-body>', body: 'a & b' },
  { policy: '<set-body><![CDATA[<a&b>]]></set-body>', body: '<a&b>' },
  { policy: '<set-body><a b="{{c}}">1</a></set-body>', body: '<a b="d">1</a>' },
  { policy: '<set-body> spaced </set-body>', body: ' spaced ' },
  { policy: '<set-body template="none">x</set-body>', body: 'x' },
])('$policy', async ({ policy, body }) => {
  const namedValues = new Map([['c', { value: 'd', secret: false }]])
  const { exchange } = await tryPolicy({ policy, body: 'old', configuration: { namedValues } })
  expect(bodyText(exchange.request)).toBe(body)
})

test('an encoding of the old body does not stay', async () => {
  const { exchange } = await tryPolicy({
    policy: '<set-body>x</set-body>',
    section: 'outbound',
    response: { headers: ['Content-Encoding', 'gzip'], body: 'zip' },
  })
  expect(exchange.response?.headers.has('Content-Encoding')).toBe(false)
})

const liquid = (template: string, attributes = '') => `<set-body template="liquid" ${attributes}>${template}</set-body>`
const order =
  '{"customer":{"name":"Ada","due":"2026-01-02T03:04:05Z"},"lines":[{"sku":"a"},{"sku":"b"}],"total":7,"paid":true}'

test.each([
  { template: '{{body.customer.name | Upcase}} {{ body.total }} {{body.paid}} {{body.none}}', body: 'ADA 7 true ' },
  {
    template: '{% for line in body.lines %}{{line.sku}}{% unless forloop.last %},{% endunless %}{% endfor %}',
    body: 'a,b',
  },
  { template: '{{body.customer.due}}', body: '01/02/2026 03:04:05' },
  { template: '{{body.customer.due | Date: "yyyyMMddTHHmm"}}', body: '20260102T0304' },
  { template: '{{body.total | DividedBy: 2}} {{body.total | Currency}} {{body.lines | Size}}', body: '3 $7.00 2' },
  { template: '{{body.customer.name | upcase}}', body: 'Ada' },
  {
    template: '{{context.Request.Method}} {{context.Request.Headers["x-a"]}} {{context.Variables["v"]}}',
    body: 'GET 1 2',
  },
  {
    template: '{{context.Request.OriginalUrl.Query.q}} {{context.Request.Url.Host}}',
    body: 'x orders.contoso.example',
  },
  { template: '{{plain}} {{ body.total }}', body: 'value 7' },
  { template: '<a b="{{body.total}}">{{body.customer.name}}</a>', body: '<a b="7">Ada</a>' },
  { template: '<![CDATA[{% if body.total < 8 %}small{% endif %}]]>', body: 'small' },
  { template: '{% if body.total &lt; 8 %}small &amp; cheap{% endif %}', body: 'small & cheap' },
])('Liquid: $template', async ({ template, body }) => {
  const { exchange } = await tryPolicy({
    policy: `<set-variable name="v" value="@(2)" />${liquid(template)}`,
    target: '/orders/1?q=x',
    headers: ['Content-Type', 'application/json; charset=utf-8', 'X-A', '1'],
    body: order,
    configuration: { namedValues: new Map([['plain', { value: 'value', secret: false }]]) },
  })
  expect(bodyText(exchange.request)).toBe(body)
})

test.each([
  { template: '{{body.envelope.body.AddResponse.Sum}}', body: '3' },
  { template: '{% for note in body.Envelope.Body.AddResponse.note %}[{{note}}]{% endfor %}', body: '[a][b]' },
  { template: '{% if body.envelope.body.AddResponse.gone == null %}null{% else %}blank{% endif %}', body: 'blank' },
  { template: '{{body.envelope.body.AddResponse.Sum | Replace: "[0-9]", "n"}}', body: 'n' },
])('Liquid on XML: $template', async ({ template, body }) => {
  const { exchange } = await tryPolicy({
    policy: liquid(template),
    section: 'outbound',
    response: {
      headers: ['Content-Type', 'text/xml'],
      body: '<s:Envelope xmlns:s="urn:s"><s:Body><AddResponse><Sum>3</Sum><note>a</note><note>b</note><gone xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true" /></AddResponse></s:Body></s:Envelope>',
    },
  })
  expect(bodyText(exchange.response)).toBe(body)
})

test('Liquid: dates are copied and nil is null when told so', async () => {
  const headers = ['Content-Type', 'application/json']
  const dates = await tryPolicy({ policy: liquid('{{body.customer.due}}', 'parse-date="false"'), headers, body: order })
  expect(bodyText(dates.exchange.request)).toBe('2026-01-02T03:04:05Z')
  const nil = await tryPolicy({
    policy: liquid('{% if body.a.b == null %}null{% endif %}', 'xsi-nil="null"'),
    headers: ['Content-Type', 'application/xml'],
    body: '<a><b xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true" /></a>',
  })
  expect(bodyText(nil.exchange.request)).toBe('null')
})

test.each([
  { template: '{% if body %}', body: order, message: 'not closed' },
  { template: '{{body.a}}', body: '{', message: 'The Liquid template failed' },
])('Liquid: $template on $body goes to on-error', async ({ template, body, message }) => {
  const run = tryPolicy({ policy: liquid(template), headers: ['Content-Type', 'application/json'], body })
  await expect(run).rejects.toThrow(message)
})
