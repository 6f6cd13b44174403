import { describe, expect, test } from 'vitest'
import { type ColouredToken, colour } from './colour.ts'

const scopesOf = (lines: ColouredToken[][], text: string): string =>
  lines
    .flat()
    .find((token) => token.text === text)
    ?.scopes.join(' ') ?? `no token ${JSON.stringify(text)}`

describe('the TextMate grammar', () => {
  const cases: { name: string; text: string; expected: Record<string, string> }[] = [
    {
      name: 'sections and policies',
      text: '<policies><inbound><base /><set-header name="x" /></inbound></policies>',
      expected: {
        policies: 'keyword.control.section',
        inbound: 'keyword.control.section',
        base: 'keyword.control.import.base',
        'set-header': 'entity.name.tag',
        name: 'entity.other.attribute-name',
      },
    },
    {
      name: 'a raw expression in an attribute, quotes included',
      text: '<when condition="@(context.Variables["tier"] == "gold")"><base /></when>',
      expected: {
        context: 'variable.language.context',
        Variables: 'variable.other.property',
        tier: 'string.quoted.double.cs',
        gold: 'string.quoted.double.cs',
        base: 'keyword.control.import.base',
      },
    },
    {
      name: 'an expression with brackets in strings and chars',
      text: '<value>@("a)b" + \')\' + Name("}"))</value><trace />',
      expected: { 'a)b': 'string.quoted.double.cs', Name: 'entity.name.function', trace: 'entity.name.tag' },
    },
    {
      name: 'nested holes of an interpolated string',
      text: '<value>@($"id={(string)context.Variables["id"]};")</value><trace />',
      expected: { id: 'string.quoted.double.cs', string: 'keyword.type', trace: 'entity.name.tag' },
    },
    {
      name: 'named values in text, attributes and C#',
      text: '<set-header name="{{header}}"><value>@("{{secret}}")</value></set-header>',
      expected: { header: 'variable.other.constant.named-value', secret: 'variable.other.constant.named-value' },
    },
    {
      name: 'escaped quotes of the xml format',
      text: '<when condition="@(context.Variables[&quot;tier&quot;] == null)"><base /></when>',
      expected: { tier: 'string.quoted.double.entity.cs', null: 'constant.language', base: 'keyword.control.import' },
    },
    {
      name: 'a multi-line block with comments',
      text: '<set-body>@{\n  // it\'s "open\n  var x = 1; /* } */\n  return x;\n}</set-body>\n<trace />',
      expected: { return: 'keyword.control', var: 'keyword.type', '1': 'constant.numeric', trace: 'entity.name.tag' },
    },
    {
      name: 'Liquid in a body',
      text: '<set-body template="liquid">\n{% for item in body.items %}\n{ "name": "{{ item.name | Upcase }}", "n": 1 }\n{% endfor %}{{tenant}}</set-body>\n<trace />',
      expected: {
        for: 'keyword.control.liquid',
        in: 'keyword.operator.word.liquid',
        body: 'variable.language.liquid',
        items: 'variable.other.property.liquid',
        '"name"': 'support.type.property-name.json',
        Upcase: 'entity.name.function.filter.liquid',
        '1': 'constant.numeric.json',
        endfor: 'keyword.control.liquid',
        tenant: 'variable.other.constant.named-value',
        trace: 'entity.name.tag',
      },
    },
    {
      name: 'Liquid in the markup and in the CDATA of a body',
      text: '<set-body template="liquid"><soap:Body a="1">{{ body.id }}</soap:Body></set-body><set-body template="liquid"><![CDATA[{% if x %}]]></set-body><trace />',
      expected: {
        'soap:Body': 'entity.name.tag',
        id: 'variable.other.property.liquid',
        if: 'keyword.control.liquid',
        trace: 'entity.name.tag',
      },
    },
    {
      name: 'JSON in a body',
      text: '<set-body>{ "code": 4, "on": true, "list": ["a", {"k": null}], "who": "{{caller}}", "n": {{count}} }</set-body><set-body>@("x")</set-body><trace />',
      expected: {
        '"code"': 'support.type.property-name.json',
        '4': 'constant.numeric.json',
        true: 'constant.language.json',
        '"k"': 'support.type.property-name.json',
        null: 'constant.language.json',
        caller: 'variable.other.constant.named-value',
        count: 'variable.other.constant.named-value',
        x: 'string.quoted.double.cs',
        trace: 'entity.name.tag',
      },
    },
    {
      name: 'a body that is not finished ends with its tag',
      text: '<set-body>{ "code": [1</set-body>\n<set-body template="liquid">{{ body.a </set-body>\n<trace />',
      expected: { '1': 'constant.numeric.json', trace: 'entity.name.tag' },
    },
    {
      name: 'a body that is empty or markup',
      text: '<set-body /><order id="1"><when condition="@(1 == 1)" /></order><trace />',
      expected: { order: 'entity.name.tag', trace: 'entity.name.tag' },
    },
    {
      name: 'a plain value is a string, an at sign in it too',
      text: '<set-header name="a@b.example" exists-action="override"><base /></set-header>',
      expected: {
        'a@b.example': 'string.quoted.double',
        override: 'string.quoted.double',
        base: 'keyword.control.import',
      },
    },
  ]
  test.each(cases)('$name', async ({ text, expected }) => {
    const lines = await colour(text)
    for (const [token, scope] of Object.entries(expected)) expect(scopesOf(lines, token), token).toContain(scope)
  })
})
