import { describe, expect, it } from 'vitest'
import { allPolicies, childSpecOf, policyNamed } from './lookup.ts'
import type { ChildSpec } from './policy.ts'
import { snippetOf, snippetOfChild, snippetOfValue } from './snippet.ts'

function snippet(name: string): string {
  const entry = policyNamed(name)
  if (entry === undefined) throw new Error(`no policy ${name}`)
  return snippetOf(entry)
}

describe('the snippet of a policy', () => {
  it.each([
    ['attributes that are required', 'find-and-replace', `<find-and-replace from="\${1:from}" to="\${2:to}" />`],
    ['nothing where nothing is needed', 'redirect-content-urls', '<redirect-content-urls />'],
    ['base', 'base', '<base />'],
    [
      'a choice with the usual value first',
      'set-header',
      `<set-header name="\${1:X-Header}" exists-action="\${2|override,skip,append,delete|}">\n\t<value>\${3:value}</value>\n</set-header>`,
    ],
    ['one member of a group', 'quota', `<quota calls="\${1:10000}" renewal-period="\${2:604800}" />`],
    [
      'one child of a group',
      'ip-filter',
      `<ip-filter action="\${1|allow,forbid|}">\n\t<address>\${2:203.0.113.10}</address>\n</ip-filter>`,
    ],
    [
      'the cursor in the last body',
      'choose',
      `<choose>\n\t<when condition="\${1:@(context.User == null)}">\n\t\t$2\n\t</when>\n\t<otherwise>\n\t\t$0\n\t</otherwise>\n</choose>`,
    ],
  ])('has %s', (_what, name, text) => {
    expect(snippet(name)).toBe(text)
  })

  it('escapes braces inside placeholders', () => {
    expect(snippet('authentication-basic')).toContain(`\${2:{{backend-password\\}\\}}`)
  })

  it.each(allPolicies().map((entry) => [entry.name, entry] as const))(
    'of %s numbers its stops from 1 without a gap',
    (_name, entry) => {
      const stops = [...snippetOf(entry).matchAll(/(?<!\\)\$\{?(\d+)/g)].map((match) => Number(match[1]))
      const numbered = stops.filter((stop) => stop !== 0)
      expect(numbered).toEqual(numbered.map((_stop, index) => index + 1))
      expect(stops.filter((stop) => stop === 0).length).toBeLessThanOrEqual(1)
    },
  )
})

describe('the snippet of a child', () => {
  const childOf = (path: readonly string[], name: string): ChildSpec => {
    const spec = childSpecOf(path)?.children[name]
    if (spec === undefined) throw new Error(`no ${name}`)
    return spec
  }

  it('is that of the policy it refers to', () => {
    const spec = childOf(['return-response'], 'set-status')
    expect(snippetOfChild('set-status', spec)).toBe(`<set-status code="\${1:200}" reason="\${2:OK}" />`)
  })

  it('keeps the text that the parent asks for', () => {
    expect(snippetOfChild('set-method', childOf(['send-request'], 'set-method'))).toMatch(
      /^<set-method>\$\{1\|GET,POST/,
    )
  })

  it('has its own attributes and children', () => {
    expect(snippetOfChild('required-claims', childOf(['validate-jwt'], 'required-claims'))).toBe(
      `<required-claims>\n\t<claim name="\${1:name}">\n\t\t<value>\${2:text}</value>\n\t</claim>\n</required-claims>`,
    )
  })
})

describe('the snippet of a value', () => {
  it.each([
    [{ type: 'boolean', summary: '' }, `\${1|true,false|}`],
    [{ type: 'boolean', summary: '', default: 'false' }, `\${1|false,true|}`],
    [{ type: 'enum', summary: '', values: ['a,b', 'c|d'] }, `\${1|a\\,b,c\\|d|}`],
    [{ type: 'enum', summary: '', values: ['only'] }, `\${1:only}`],
    [{ type: 'integer', summary: '', min: 5 }, `\${1:5}`],
    [{ type: 'string', summary: '', sample: '$x}' }, `\${1:\\$x\\}}`],
    [{ type: 'uri', summary: '' }, `\${1:https://example.com}`],
  ] as const)('of %j is %s', (spec, text) => {
    expect(snippetOfValue('x', spec)).toBe(text)
  })
})
