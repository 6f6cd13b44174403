import { describe, expect, test } from 'vitest'
import {
  arm,
  bicep,
  chosen,
  chosenInArm,
  chosenInTerraform,
  computed,
  filled,
  terraform,
  terraformJson,
} from '../../../test/support/infrastructure.ts'
import { applyEdits } from '../text/edit.ts'
import { type HostLanguage, hostedIn } from './hosted.ts'
import { readLiteral } from './literal.ts'
import { writeLiteral } from './write-literal.ts'

interface Change {
  readonly name: string
  readonly host: string
  readonly language: HostLanguage
  readonly key: string
  readonly replace: readonly [string, string]
  /** What the host file then holds. */
  readonly expected: string
}

const changes: readonly Change[] = [
  {
    name: 'lines of Bicep',
    host: bicep,
    language: 'bicep',
    key: 'everything',
    replace: ['<inbound />', "<inbound a='1' />"],
    expected: "  <inbound a='1' />\n",
  },
  {
    name: 'a quoted string of Bicep',
    host: bicep,
    language: 'bicep',
    key: 'frag',
    replace: ["it's", "'they' ${name} ${other}"],
    expected: `value="\\'they\\' \${name} \\\${other} \${name}"`,
  },
  {
    name: 'a line more in a quoted string',
    host: bicep,
    language: 'bicep',
    key: 'frag',
    replace: ['<fragment>', '<fragment>\n  '],
    expected: `'<fragment>\\n  <set-variable`,
  },
  {
    name: 'an indented heredoc',
    host: terraform,
    language: 'terraform',
    key: 'everything',
    replace: ['  </inbound>', '    <base />\n  </inbound>'],
    expected: '        <base />\n      </inbound>\n    </policies>\n  XML',
  },
  {
    name: 'a quoted string of Terraform',
    host: terraform,
    language: 'terraform',
    key: 'three',
    replace: ['<inbound />', '<inbound>\n"${x}" %{if}\\\n</inbound>'],
    expected: `<inbound>\\n\\"$\${x}\\" %%{if}\\\\\\n</inbound>\\n</policies>"`,
  },
  {
    name: 'JSON with CRLF',
    host: arm,
    language: 'arm',
    key: 'service',
    replace: ['<inbound />', '<inbound>\n    <base />\n  </inbound>'],
    expected: '"<policies>\\r\\n  <inbound>\\r\\n    <base />\\r\\n  </inbound>\\r\\n</policies>"',
  },
  {
    name: 'JSON that keeps its other escapes',
    host: arm,
    language: 'arm',
    key: 'orders',
    replace: ['/></', 'b="c" /></'],
    expected: '<inbound a=\\"\\u0041\\" b=\\"c\\" /></policies>',
  },
]

const changesOfChoices: readonly Change[] = [
  {
    name: 'the branch of a condition in Bicep',
    host: chosen,
    language: 'bicep',
    key: 'a~3',
    replace: ['third', "it's"],
    expected: "maybe : '<policies>it\\'s</policies>')",
  },
  {
    name: 'pieces of Bicep on both sides of what is computed',
    host: chosen,
    language: 'bicep',
    key: 'c',
    replace: ['a="it\'s${strict}${origin}" />', "b='${strict}${origin}'>\n  </inbound>"],
    expected: "concat('  <inbound b=\\'', strict ? 'a' : 'b', string(origin), '\\'>\\n  </inbound>')",
  },
  {
    name: 'a piece of Terraform',
    host: chosenInTerraform,
    language: 'terraform',
    key: 'b',
    replace: ['<inbound a', '<inbound x="${other}" a'],
    expected: '"  <inbound x=\\"$${other}\\" a=\\"${var.b}\\" />"',
  },
  {
    name: 'the branch of a condition in ARM',
    host: chosenInArm,
    language: 'arm',
    key: 'a~3',
    replace: ["it's", "they're"],
    expected: "'<policies>they''re</policies>'))]",
  },
  {
    name: 'a string of Terraform in JSON',
    host: terraformJson,
    language: 'terraform-json',
    key: 'all',
    replace: ['<inbound', '<inbound d="${d}" e="%{f}"\n   '],
    expected: '<inbound d=\\"$${d}\\" e=\\"%%{f}\\"\\n    a=\\"${var.a}\\" b=\\"$${c}\\" />',
  },
]

const changesOfExpressions: readonly Change[] = [
  {
    name: 'format of Bicep',
    host: filled,
    language: 'bicep',
    key: 'c',
    replace: ['return 1; }', 'if (a) { return {}; }}'],
    expected: '<policies>{0}{{{{key}}}}@{{ if (a) {{ return {{}}; }}}}</policies>',
  },
  {
    name: 'a string of concat',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ['<inbound>', "<inbound>\n    <trace source='a' />"],
    expected: "<inbound>\\n    <trace source=''a'' />\\n    <set-header",
  },
  {
    name: 'the string behind what is computed',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ['</value>', '!</value>'],
    expected: "parameters('origin'), '!</value>",
  },
  {
    name: 'both sides of what is computed',
    host: computed,
    language: 'arm',
    key: 'orders',
    replace: ["<value>it's ${origin}</value>", '<x>${origin}</x>'],
    expected: "<x>', parameters('origin'), '</x></set-header>",
  },
  {
    name: 'format in a variable',
    host: computed,
    language: 'arm',
    key: 'gold',
    replace: ['{{key}}', '{{other}}@{}'],
    expected: '<value>{{{{other}}}}@{{}}</value>',
  },
]

describe('writing a policy back', () => {
  test.each([...changes, ...changesOfExpressions, ...changesOfChoices])(
    '$name',
    ({ host, language, key, replace: [from, to], expected }) => {
      const found = hostedIn(host, language).inline.find((one) => one.key === key)
      if (found === undefined) throw new Error(`no policy ${key}`)
      const before = readLiteral(host, found.literal).text
      const wanted = before.replace(from, () => to)
      const edit = writeLiteral(host, found.literal, wanted)
      if (edit === undefined || 'refused' in edit) throw new Error(edit?.refused ?? 'nothing to write')
      const after = applyEdits(host, [edit])
      expect(after).toContain(expected)
      const again = hostedIn(after, language).inline.find((one) => one.key === key)
      const plain = (text: string): string => text.replaceAll('\r\n', '\n')
      expect(plain(again ? readLiteral(after, again.literal).text : '')).toBe(plain(wanted))
    },
  )

  test.each([
    ['everything', bicep, 'bicep', "<policies>'''</policies>"],
    ['everything', terraform, 'terraform', '<policies>\nXML\n</policies>\n'],
    ['service', arm, 'arm', '[concat()]'],
    ['orders', computed, 'arm', '<policies />'],
    ['orders', computed, 'arm', '<policies>${other}</policies>'],
    ['c', chosen, 'bicep', '<policies />'],
    ['b', chosenInTerraform, 'terraform', '<policies>\n  <inbound />\n${other}\n</policies>'],
  ] as const)('refuses what would end the string of %s', (key, host, language, wanted) => {
    const found = hostedIn(host, language).inline.find((one) => one.key === key)
    expect(found && writeLiteral(host, found.literal, wanted)).toHaveProperty('refused')
  })

  test('says nothing to write where nothing changed', () => {
    for (const [text, language] of [
      [bicep, 'bicep'],
      [terraform, 'terraform'],
      [arm, 'arm'],
      [chosen, 'bicep'],
      [chosenInTerraform, 'terraform'],
      [chosenInArm, 'arm'],
      [terraformJson, 'terraform-json'],
    ] as const)
      for (const { literal } of hostedIn(text, language).inline)
        expect(writeLiteral(text, literal, readLiteral(text, literal).text)).toBeUndefined()
  })
})
