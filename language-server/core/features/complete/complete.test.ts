import { describe, expect, it } from 'vitest'
import { CompletionItemTag, InsertTextFormat } from 'vscode-languageserver-types'
import { withCursor } from '../../../../test/support/cursor.ts'
import { analyse } from '../../model/analysis.ts'
import type { DocumentOptions, Resources } from '../../model/options.ts'
import { complete, resolveCompletion } from './complete.ts'

interface Known extends DocumentOptions {
  readonly offered?: Resources
  readonly trigger?: string
}

function completionAt(marked: string, { offered = {}, trigger, ...options }: Known = {}) {
  const { text, offset } = withCursor(marked)
  const analysis = analyse(text, options)
  const input = { offset, offered, insert: 'snippet' as const, ...(trigger && { trigger }) }
  return { text, offset, analysis, items: complete(analysis, input).items }
}

/** The labels in the order an editor shows them. */
function labelsAt(marked: string, known?: Known): readonly string[] {
  const { items } = completionAt(marked, known)
  return [...items]
    .sort((a, b) => `${a.sortText}${a.label}`.localeCompare(`${b.sortText}${b.label}`))
    .map(({ label }) => label)
}

interface Expected {
  readonly offers?: readonly string[]
  readonly not?: readonly string[]
  /** These come first, in this order. */
  readonly first?: readonly string[]
  readonly only?: readonly string[]
}

function completes(marked: string, expected: Expected, known?: Known): void {
  const labels = labelsAt(marked, known)
  if (expected.offers) expect(labels).toEqual(expect.arrayContaining([...expected.offers]))
  if (expected.first) expect(labels.slice(0, expected.first.length)).toEqual(expected.first)
  if (expected.only) expect([...labels].sort()).toEqual([...expected.only].sort())
  expect(labels.filter((label) => expected.not?.includes(label))).toEqual([])
}

/** Accepts an item as an editor does; the `$` of its tab stops is printed as `§`. */
function accepts(marked: string, label: string, after: string, known?: Known): void {
  const { text, offset, analysis, items } = completionAt(marked, known)
  const item = items.find((candidate) => candidate.label === label)
  if (item?.textEdit === undefined || !('range' in item.textEdit)) {
    throw new Error(`'${label}' is not offered, only ${items.map((each) => each.label).join(', ')}`)
  }
  const start = analysis.lines.offsetAt(item.textEdit.range.start)
  const end = analysis.lines.offsetAt(item.textEdit.range.end)
  expect(start).toBeLessThanOrEqual(offset)
  expect(end).toBeGreaterThanOrEqual(offset)
  // An editor hides an item whose filter text does not begin with what was typed.
  const typed = text.slice(start, offset)
  if (/^<?\/?[\w-]*$/.test(typed)) expect((item.filterText ?? item.label).startsWith(typed)).toBe(true)
  expect(text.slice(0, start) + item.textEdit.newText.replaceAll('$', '§') + text.slice(end)).toBe(after)
}

const inbound = (content: string): string => `<policies>\n<inbound>${content}</inbound>\n</policies>`

describe('roots and sections', () => {
  it.each(['┆', '<┆', '  \n┆', '<pol┆', '<!-- orders -->\n┆'])('offers whole documents in %j', (text) =>
    completes(text, { offers: ['policies', 'fragment', 'http-data-source'], not: ['inbound', 'set-header'] }),
  )
  it('offers what the scope can have', () => {
    completes('<┆', { offers: ['fragment'], not: ['policies', 'http-data-source'] }, { scope: 'fragment' })
    completes('<┆', { offers: ['policies'], not: ['fragment', 'http-data-source'] }, { scope: 'api' })
    completes('<┆', { offers: ['sql-data-source'], not: ['policies', 'fragment'] }, { scope: 'resolver' })
  })
  it('offers no second root', () => completes('<policies />\n┆', { not: ['policies', 'fragment'] }))
  it('offers the missing sections in order', () => {
    completes('<policies>\n  ┆\n</policies>', { first: ['inbound', 'backend', 'outbound', 'on-error'] })
    completes('<policies><inbound /><┆</policies>', { offers: ['backend', 'outbound', 'on-error'], not: ['inbound'] })
    completes('<policies><in┆', { offers: ['inbound'] })
  })
  it('puts base into a section, but not at global scope', () => {
    accepts('<policies><┆</policies>', 'inbound', '<policies><inbound>\n\t<base />\n\t§0\n</inbound></policies>')
    accepts('<policies><┆</policies>', 'inbound', '<policies><inbound>\n\t§0\n</inbound></policies>', {
      scope: 'global',
    })
  })
})

describe('policies', () => {
  it.each([
    '┆',
    '<┆',
    '\n  <set-┆\n',
    '<base /><┆',
    '<set-┆ name="x" />',
    'set┆',
    '<set-header name="a" /><┆\n<cors/>',
  ])('offers those of the section in %j', (content) =>
    completes(inbound(content), { offers: ['set-header', 'validate-jwt'], not: ['cache-store', 'value'] }),
  )
  it('shows base first, then the likely ones', () => {
    completes(inbound('┆'), { first: ['base', 'set-header', 'set-variable', 'choose'] })
    completes('<policies><backend><┆</backend></policies>', { first: ['base', 'forward-request'] })
  })
  it('offers base once, and not at the widest scope, in fragments or in branches', () => {
    completes(inbound('<base /><┆'), { not: ['base'] })
    completes(inbound('┆'), { not: ['base'] }, { scope: 'global' })
    completes('<fragment>┆</fragment>', { offers: ['set-header'], not: ['base'] })
    completes(inbound('<choose><when condition="true">┆</when></choose>'), { offers: ['set-header'], not: ['base'] })
  })
  it('asks section, scope and gateway', () => {
    completes('<policies><outbound>┆</outbound></policies>', { offers: ['cache-store'], not: ['validate-jwt', 'cors'] })
    completes(inbound('┆'), { offers: ['cors'] }, { scope: 'product' })
    completes(inbound('┆'), { not: ['rate-limit-by-key'] }, { gateway: 'consumption' })
    completes('<fragment>┆</fragment>', { not: ['cache-lookup'] })
  })
  it('offers no policy that stands already where it may stand once', () =>
    completes(inbound('<cors><allowed-origins><origin>*</origin></allowed-origins></cors>┆'), { not: ['cors'] }))
  it('reaches into containers', () => {
    completes(inbound('<retry condition="@(true)" count="1" interval="1">┆</retry>'), { offers: ['set-header'] })
    completes(inbound('<choose>┆</choose>'), { offers: ['when'], not: ['set-header'] })
  })
  it('marks and sinks the deprecated', () => {
    const { items } = completionAt('<policies><backend><┆</backend></policies>')
    const item = items.find(({ label }) => label === 'set-graphql-resolver')
    expect([item?.tags, item?.sortText]).toEqual([[CompletionItemTag.Deprecated], '0500'])
  })
  it('replaces what was typed, and nothing else', () => {
    accepts(inbound('<ba┆'), 'base', inbound('<base />'))
    accepts(inbound('<┆'), 'base', inbound('<base />'))
    accepts(inbound('ba┆'), 'base', inbound('<base />'))
    accepts(inbound('\n  <ba┆se'), 'base', inbound('\n  <base />'))
    accepts(inbound('<┆\n<cors />'), 'base', inbound('<base />\n<cors />'))
  })
  it('changes only the name of an element that is written', () => {
    accepts(inbound('<set-┆ name="a">text</set->'), 'set-header', inbound('<set-header name="a">text</set->'))
    accepts(inbound('<set-┆/>'), 'set-header', inbound('<set-header/>'))
  })
  it('writes what a policy cannot do without', () =>
    accepts(inbound('<set-v┆'), 'set-variable', inbound('<set-variable name="§{1:variable}" value="§{2:value}" />')))
})

describe('children', () => {
  const cors = (content: string) => inbound(`<cors>${content}</cors>`)
  it.each(['┆', '<┆', '<all┆'])('offers them in %j, the required first', (content) =>
    completes(cors(content), { first: ['allowed-origins'], offers: ['allowed-methods', 'expose-headers'] }),
  )
  it('respects how often they may stand', () => {
    completes(cors('<allowed-origins/><┆'), { offers: ['allowed-methods'], not: ['allowed-origins'] })
    completes(cors('<allowed-origins><origin>*</origin><┆</allowed-origins>'), { offers: ['origin'] })
  })
  it('knows the children of a policy inside another', () =>
    completes(inbound('<return-response><set-header name="a"><┆</set-header></return-response>'), {
      offers: ['value'],
    }))
  it('sinks what would break the order', () =>
    completes(inbound('<return-response><set-body>x</set-body><┆</return-response>'), {
      offers: ['set-status'],
      not: ['set-body'],
    }))
  it('offers nothing in what the catalogue does not know', () =>
    completes(inbound('<no-such-policy><┆</no-such-policy>'), { not: ['set-header', 'value'] }))
})

describe('attributes', () => {
  it.each(['<set-header ┆/>', '<set-header ┆>', '<set-header ┆', '<set-header\n  ┆\n/>', '<set-header ┆\n<base />'])(
    'offers them in %j',
    (content) => completes(inbound(content), { first: ['name', 'exists-action'] }),
  )
  it('leaves out those that are there', () => {
    completes(inbound('<set-header name="a" ┆/>'), { offers: ['exists-action'], not: ['name'] })
    completes(inbound('<set-header ┆ name="a" />'), { offers: ['exists-action'], not: ['name'] })
    completes(inbound('<set-header name="a" na┆ />'), { not: ['name'] })
  })
  it('offers none directly behind a value', () => completes(inbound('<set-header name="a"┆/>'), { only: [] }))
  it('writes name and value', () => {
    accepts(inbound('<set-variable n┆/>'), 'name', inbound('<set-variable name="§{1:variable}"/>'))
    accepts(
      inbound('<set-header name="a" ex┆/>'),
      'exists-action',
      inbound('<set-header name="a" exists-action="§{1|override,skip,append,delete|}"/>'),
    )
  })
  it('changes only the name when there is a value', () =>
    accepts(inbound('<set-header n┆="a"/>'), 'name', inbound('<set-header name="a"/>')))
  it('knows those of children', () => completes(inbound('<choose><when ┆>'), { first: ['condition'] }))
})

describe('values', () => {
  it.each([
    'exists-action="┆"',
    "exists-action='┆'",
    'exists-action="ov┆"',
    'exists-action="┆',
    'exists-action="┆\n  <value>',
  ])('offers an enumeration in %j', (attribute) =>
    completes(inbound(`<set-header name="a" ${attribute}/>`), { first: ['override', 'skip', 'append', 'delete'] }),
  )
  it('replaces the whole value', () => {
    accepts(inbound('<set-header exists-action="┆old" />'), 'skip', inbound('<set-header exists-action="skip" />'))
    accepts(
      inbound('<set-header exists-action="┆ name="x" />'),
      'skip',
      inbound('<set-header exists-action="skip name="x" />'),
    )
  })
  it('offers booleans, and expressions only where they are allowed', () => {
    completes(inbound('<cors allow-credentials="┆">'), { first: ['true', 'false'] })
    completes(inbound('<set-header name="┆"/>'), { offers: ['@(…)', 'Authorization'] })
    completes(inbound('<include-fragment fragment-id="┆"/>'), { not: ['@(…)'] })
  })
  it('offers the names that exist', () => {
    const known = { resources: { fragments: ['log', 'auth'], backends: ['orders'], loggers: ['hub'] } }
    completes(inbound('<include-fragment fragment-id="┆"/>'), { only: ['auth', 'log'] }, known)
    completes(inbound('<set-backend-service backend-id="┆"/>'), { first: ['orders'] }, known)
    completes(inbound('<log-to-eventhub logger-id="┆"/>'), { first: ['hub'] }, known)
    completes(inbound('<include-fragment fragment-id="┆"/>'), { only: ['log'] }, { offered: { fragments: ['log'] } })
  })
  it('offers what a text may be', () => {
    completes(inbound('<send-request><set-method>┆</set-method></send-request>'), { offers: ['GET', 'POST'] })
    completes(inbound('<set-header name="a"><value>┆</value></set-header>'), { offers: ['@(…)', '<![CDATA[…]]>'] })
  })
})

describe('named values', () => {
  const known: Known = {
    resources: {
      namedValues: [
        { name: 'a1', displayName: 'tenantId', value: 't' },
        { name: 'a2', displayName: 'key', secret: true },
      ],
    },
  }
  it.each([
    '<set-header name="{{┆"/>',
    '<set-header name="x{{te┆}}"/>',
    '<set-body>{{┆</set-body>',
    '<set-body>@("{{┆}}")</set-body>',
    '<set-header name="@("{{┆}}")" />',
  ])('offers them in %s', (content) => completes(inbound(content), { only: ['tenantId', 'key'] }, known))
  it('closes the braces where they are open', () => {
    accepts(inbound('<set-header name="{{te┆" />'), 'tenantId', inbound('<set-header name="{{tenantId}}" />'), known)
    accepts(
      inbound('<set-header name="{{te┆nt}}" />'),
      'tenantId',
      inbound('<set-header name="{{tenantId}}" />'),
      known,
    )
  })
  it('falls back on the workspace and the document, and never shows a secret', () => {
    const { items } = completionAt(inbound('<set-body>{{┆</set-body><set-body>{{seen}}</set-body>'), {
      offered: { namedValues: [{ name: 'n', displayName: 'from-file', secret: true, value: 'hidden' }] },
    })
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['from-file', 'secret named value'],
      ['seen', 'named value'],
    ])
  })
})

describe('closing tags', () => {
  it.each([
    ['<policies><inbound></┆', ['inbound', 'policies']],
    ['<policies><inbound><choose></┆</inbound></policies>', ['choose', 'inbound', 'policies']],
    ['<policies><inbound>\n  <choose>\n</┆\n</inbound></policies>', ['choose', 'inbound', 'policies']],
    ['<policies><inbound></in┆bound></policies>', ['inbound', 'policies']],
  ] as const)('offers the open elements in %j', (text, only) => {
    expect(labelsAt(text)).toEqual(only)
  })
  it('replaces the whole tag', () => {
    accepts('<policies></┆', 'policies', '<policies></policies>')
    accepts('<policies></po┆l>', 'policies', '<policies></policies>')
  })
})

describe('where nothing is offered', () => {
  it.each([
    '<!-- <┆ -->',
    '<policies><!-- ┆',
    inbound('<set-body><![CDATA[<┆]]></set-body>'),
    '<?xml ┆ ?>',
    '<policies><inbound><┆/inbound></policies>',
  ])('%s', (text) => completes(text, { only: [] }))
  it('a space asks only for attributes, a quote only for values', () => {
    completes(inbound(' ┆'), { only: [] }, { trigger: ' ' })
    completes(inbound('<set-header ┆'), { first: ['name'] }, { trigger: ' ' })
    completes(inbound('<set-body>"┆</set-body>'), { only: [] }, { trigger: '"' })
    completes(inbound('<set-body>a/┆</set-body>'), { only: [] }, { trigger: '/' })
    completes(inbound('<set-body>@{┆</set-body>'), { only: [] }, { trigger: '{' })
  })
})

describe('details', () => {
  it('documents an item when it is looked at', () => {
    const resolved = (marked: string, label: string) => {
      const item = completionAt(marked).items.find((each) => each.label === label)
      return item === undefined ? undefined : JSON.stringify(resolveCompletion(item).documentation)
    }
    expect(resolved(inbound('<┆'), 'set-header')).toMatch(/exists-action.*learn\.microsoft\.com/s)
    expect(resolved(inbound('<set-header ┆/>'), 'exists-action')).toMatch(/override/)
    expect(resolved(inbound('<choose><┆'), 'when')).toMatch(/condition/)
  })
  it.each([
    undefined,
    null,
    3,
    {},
    { path: 'x' },
    { path: [1] },
    { path: ['set-header'], attribute: '__proto__' },
    { text: -1 },
    { text: 1e9 },
    { text: '0' },
  ])('leaves an item with the data %j as it is', (data) =>
    expect(resolveCompletion({ label: 'x', data })).toEqual({ label: 'x', data }),
  )
  it('says once what all items replace to an editor that understands that', () => {
    const { text, offset } = withCursor(inbound('<set-header name="a" ex┆/>'))
    const asked = { offset, offered: {}, insert: 'snippet' as const }
    const each = complete(analyse(text), asked)
    const shared = complete(analyse(text), { ...asked, ranges: 'shared' })
    const range = shared.itemDefaults?.editRange
    expect(each.items.length).toBeGreaterThan(0)
    expect(shared.items.some(({ textEdit }) => textEdit !== undefined)).toBe(false)
    const written = shared.items.map(({ textEditText, ...item }) => ({
      ...item,
      textEdit: { range, newText: textEditText ?? item.label },
    }))
    expect(written).toEqual(each.items)
  })
  it('writes no tab stops for an editor that has none', () => {
    const { text, offset } = withCursor(inbound('<set-header ┆/>'))
    const items = complete(analyse(text), { offset, offered: {}, insert: 'plain' }).items
    expect(items.map((item) => [item.insertTextFormat, item.textEdit?.newText])).toEqual(
      expect.arrayContaining([[undefined, 'exists-action="override"']]),
    )
    expect(items.some((item) => item.insertTextFormat === InsertTextFormat.Snippet)).toBe(false)
  })
})
