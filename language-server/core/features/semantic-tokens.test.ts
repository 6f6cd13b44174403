import { expect, it } from 'vitest'
import { type Analysis, analyse } from '../model/analysis.ts'
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from './semantic-tokens.ts'

/** `word type.modifier` of each token. */
function told(analysis: Analysis, within?: Parameters<typeof semanticTokens>[1]): readonly string[] {
  const { data } = semanticTokens(analysis, within)
  const words: string[] = []
  let line = 0
  let character = 0
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5)
    line += down
    character = down === 0 ? character + right : right
    const start = analysis.lines.offsetAt({ line, character })
    const modifiers = TOKEN_MODIFIERS.filter((_name, index) => bits & (1 << index))
    words.push(`${analysis.text.slice(start, start + length)} ${[TOKEN_TYPES[type], ...modifiers].join('.')}`)
  }
  return words
}

const body = (code: string): Analysis => analyse(`<fragment><set-body>${code}</set-body></fragment>`)
const codeOf = (code: string): readonly string[] => told(body(code)).slice(2, -2)

it('tells policies, their attributes and named values', () => {
  expect(
    told(
      analyse(
        '<policies><inbound><base /><set-variable name="a" value="{{v}}" /><cors><allowed-origins /></cors><set-header name="x" exists-action="skip" bad="1" /><nope /></inbound></policies>',
      ),
    ),
  ).toEqual([
    'policies policySection',
    'inbound policySection',
    'base policySection',
    'set-variable policy',
    'name policyAttribute',
    'a contextVariable.declaration',
    'value policyAttribute',
    '{{v}} namedValue',
    'cors policy',
    'allowed-origins policyElement',
    'cors policy',
    'set-header policy',
    'name policyAttribute',
    'exists-action policyAttribute',
    'skip enumMember',
    'inbound policySection',
    'policies policySection',
  ])
})

it('marks what is deprecated', () => {
  expect(told(analyse('<policies><inbound><set-graphql-resolver /></inbound></policies>'))).toContain(
    'set-graphql-resolver policy.deprecated',
  )
})

it.each<[string, readonly string[]]>([
  [
    '@(context.Request.Url.Path.Substring(1))',
    [
      'context variable.readonly.defaultLibrary',
      'Request property',
      'Url property',
      'Path property',
      'Substring method',
      '1 number',
    ],
  ],
  [
    '@((string)context.Variables["user"] + "{{tenant}}!")',
    [
      'string keyword',
      'context variable.readonly.defaultLibrary',
      'Variables property',
      '" string',
      'user contextVariable',
      '" string',
      '" string',
      '{{tenant}} namedValue',
      '!" string',
    ],
  ],
  [
    '@($"a {context.Operation.Name,-5:x} b")',
    [
      '$"a  string',
      '{ interpolation',
      'context variable.readonly.defaultLibrary',
      'Operation property',
      'Name property',
      ',-5:x number',
      '} interpolation',
      ' b" string',
    ],
  ],
  [
    '@{ const int n = 1; var d = DayOfWeek.Monday; d = System.Guid.NewGuid() == null ? d : d; return ""; /* c */ }',
    [
      'const keyword',
      'int keyword',
      'n variable.declaration.readonly',
      '1 number',
      'var keyword',
      'd variable.declaration',
      'DayOfWeek enum.defaultLibrary',
      'Monday enumMember.readonly',
      'd variable.modification',
      'System namespace',
      'Guid struct.defaultLibrary',
      'NewGuid method.static',
      'null keyword',
      'd variable',
      'd variable',
      'return keyword',
      '"" string',
      '/* c */ comment',
    ],
  ],
  [
    '@(context.User.Groups.Where(g => g.Name != "").Select(x => new { x.Id }).Count())',
    [
      'context variable.readonly.defaultLibrary',
      'User property',
      'Groups property',
      'Where method',
      'g parameter.declaration',
      'g parameter',
      'Name property',
      '"" string',
      'Select method',
      'x parameter.declaration',
      'new keyword',
      'x parameter',
      'Id property',
      'Count method',
    ],
  ],
  [
    '@(from x in new List<string>() where x.Length > 1 select x)',
    [
      'from keyword',
      'x variable.declaration.readonly',
      'in keyword',
      'new keyword',
      'List class.defaultLibrary',
      'string keyword',
      'where keyword',
      'x variable.readonly',
      'Length property',
      '1 number',
      'select keyword',
      'x variable.readonly',
    ],
  ],
])('%s', (code, expected) => expect(codeOf(code)).toEqual(expected))

it('splits what goes over line ends, and decodes entities', () => {
  expect(codeOf('@(@"a\n  b" + 1)')).toEqual(['@"a string', 'b" string', '1 number'])
  expect(told(analyse('<set-variable name="a" value="@(&quot;b&quot; + 2)" />')).slice(-2)).toEqual([
    '&quot;b&quot; string',
    '2 number',
  ])
})

it('tells a range alone', () => {
  const analysis = analyse('<fragment>\n<set-body>@(1)</set-body>\n<set-body>@(2)</set-body>\n</fragment>')
  expect(told(analysis, { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } })).toEqual([
    'set-body policy',
    '2 number',
    'set-body policy',
  ])
})
