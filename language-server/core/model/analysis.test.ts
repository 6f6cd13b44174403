import { describe, expect, test } from 'vitest'
import { type Analysis, analyse } from './analysis.ts'

/** `name role section`, one line per element, in document order. */
const outline = (text: string): string =>
  analyse(text)
    .meanings.map(({ element, role, section }) => [element.name, role, section].filter(Boolean).join(' '))
    .join('\n')

test.each([
  ['<policies/>', 'policies'],
  ['<fragment/>', 'fragment'],
  ['<http-data-source/>', 'resolver'],
  ['<set-header name="a"/>', 'snippet'],
  ['<inbound/>', 'snippet'],
  ['<project/>', 'unknown'],
  ['', 'unknown'],
  ['no element', 'unknown'],
])('%s is of kind %s', (text, kind) => {
  expect(analyse(text).kind).toBe(kind)
})

test('each element has a role and the section it stands in', () => {
  const text = `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="true">
        <return-response>
          <set-header name="a"><value>1</value></set-header>
          <note />
        </return-response>
      </when>
    </choose>
    <set-body><order><id>1</id></order></set-body>
    <nonsense><set-header /></nonsense>
  </inbound>
  <elsewhere />
</policies>`
  expect(outline(text)).toBe(`policies root
inbound section inbound
base base inbound
choose policy inbound
when child inbound
return-response policy inbound
set-header child inbound
value child inbound
note unknown-child inbound
set-body policy inbound
order foreign inbound
id foreign inbound
nonsense unknown-policy inbound
set-header unknown inbound
elsewhere unknown-section`)
})

test('a fragment holds policies of no section, a snippet what its root says', () => {
  expect(outline('<fragment><set-method>GET</set-method></fragment>')).toBe('fragment root\nset-method policy')
  expect(outline('<backend><forward-request/></backend>')).toBe(
    'backend unknown-root backend\nforward-request policy backend',
  )
})

test('a variant is in force where its attribute says so', () => {
  const [, element] = analyse('<fragment><set-backend-service backend-id="dapr"/></fragment>').meanings
  expect(element?.variantGateways).toEqual(['self-hosted'])
  expect(element?.spec?.attributes['dapr-app-id']?.required).toBe(true)
})

describe('references', () => {
  const text = `<policies>
  <inbound>
    <include-fragment fragment-id="log" />
    <set-backend-service backend-id="orders" />
    <set-variable name="one" value="@(context.Variables["two"] + "{{secret}}")" />
    <set-header name="X-{{name}}"><value>@(context.Variables.GetValueOrDefault<string>("three"))</value></set-header>
    <log-to-eventhub logger-id="hub">@{ return (string)context.Variables[&quot;four&quot;]; }</log-to-eventhub>
    <authentication-certificate certificate-id="client" />
    <return-response response-variable-name="five" />
    <set-body><order>{{body-part}}</order></set-body>
  </inbound>
</policies>`
  const references = analyse(text).references()

  test.each([
    ['fragments', ['log']],
    ['backends', ['orders']],
    ['loggers', ['hub']],
    ['certificates', ['client']],
    ['namedValues', ['secret', 'name', 'body-part']],
    ['variablesSet', ['one']],
    ['variablesRead', ['two', 'three', 'four', 'five']],
  ] as const)('%s are %j, each span covering the name', (list, names) => {
    expect(references[list].map(({ name }) => name)).toEqual(names)
    expect(references[list].map(({ span }) => text.slice(span.start, span.end))).toEqual(names)
  })
})

test('expressions are parsed once and know the way to the document', () => {
  const text = '<fragment><set-body>@(1 &lt; )</set-body></fragment>'
  const analysis = analyse(text)
  const [use] = analysis.expressions()
  expect(use?.source.code).toBe('1 < ')
  expect(use?.source.toRaw?.(3)).toBe(text.indexOf(' )'))
  expect(use?.tree?.diagnostics.length).toBeGreaterThan(0)
  expect(analyse(text).expressions()[0]?.tree).toBe(use?.tree)
})

test('nothing is too deep', () => {
  const depth = 20_000
  expect(analyse(`<fragment>${'<retry>'.repeat(depth)}`).meanings.length).toBe(depth + 1)
})

test('the expressions of a text that is read once are not remembered with those of documents that somebody edits', () => {
  const text = '<set-body>@(context.Request.Headers.GetValueOrDefault("remembered", ""))</set-body>'
  const treeOf = (analysis: Analysis) => analysis.expressions()[0]?.tree
  const edited = treeOf(analyse(text))
  expect(edited).toBeDefined()
  expect(treeOf(analyse(` ${text}`))).toBe(edited)
  expect(treeOf(analyse(text, {}, 'once'))).not.toBe(edited)
})
