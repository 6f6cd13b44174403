import { describe, expect, it } from 'vitest'
import { withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import { createPolicyService } from '../service.ts'
import { applyEdits } from '../text/edit.ts'
import type { ActionSurroundings } from './action.ts'
import { actions } from './index.gen.ts'

const service = createPolicyService()

const FRAGMENTS: Readonly<Record<string, string>> = {
  log: '<fragment>\n\t<set-variable name="a" value="1" />\n\t<set-body>x\n\ty</set-body>\n</fragment>\n',
  none: '<fragment />',
  broken: '<fragment><a></fragment>',
  caching: '<fragment><validate-jwt header-name="a" /></fragment>',
}
const around: ActionSurroundings = {
  makesFiles: true,
  fragments: Object.keys(FRAGMENTS),
  fragmentText: (id) => FRAGMENTS[id],
  fragmentFiles: (id) => ({
    document: `policy fragments/${id}/policy.xml`,
    information: `policy fragments/${id}/policyFragmentInformation.json`,
  }),
  namedValues: [{ displayName: 'host', value: 'a.example' }, { displayName: 'set-backend-service-base-url' }],
  namedValueFile: (id) => ({ information: `named values/${id}/namedValueInformation.json` }),
}

interface Outcome {
  readonly title?: string
  readonly text?: string
  readonly files?: Readonly<Record<string, string>>
  readonly note?: string | undefined
  readonly disabled?: string
}

function outcome(id: string, marked: string, host: ActionSurroundings | undefined = around): Outcome | 'nothing' {
  const { text, spans } = withSelections(marked)
  const [span = { start: 0, end: 0 }] = spans
  const place = { analysis: analyse(text), span, ...(host && { around: host }) }
  const offer = actions.find((action) => action.id === id)?.offer(place)
  if (offer === undefined) return 'nothing'
  if ('disabled' in offer) return { disabled: offer.disabled }
  const after = applyEdits(text, offer.edits)
  const documents = [after, ...(offer.files ?? []).flatMap((file) => (file.path.endsWith('.xml') ? [file.text] : []))]
  for (const each of documents)
    expect(
      service
        .read(each)
        .findings()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([])
  return {
    title: offer.title,
    text: after,
    ...(offer.files && { files: Object.fromEntries(offer.files.map((file) => [file.path, file.text])) }),
    ...(offer.note && { note: offer.note }),
  }
}

const inbound = (content: string): string =>
  `<policies>\n  <inbound>\n    <base />\n${content}\n  </inbound>\n</policies>\n`

describe('extract-fragment', () => {
  const METHOD = '<set-method>GET</set-method>'
  it('writes the document and the information file beside those that there are', () => {
    const marked = inbound(
      `    ⟦${METHOD}\n    <!-- why -->\n    <set-body>@{\n      return @"a\n    b";\n    }</set-body>\n⟧`,
    )
    expect(outcome('extract-fragment', marked)).toEqual({
      title: "Extract to a policy fragment 'set-method'",
      text: inbound('    <include-fragment fragment-id="set-method" />\n'),
      files: {
        'policy fragments/set-method/policy.xml': `<fragment>\n  ${METHOD}\n  <!-- why -->\n  <set-body>@{\n      return @"a\n    b";\n    }</set-body>\n</fragment>\n`,
        'policy fragments/set-method/policyFragmentInformation.json':
          '{\n  "properties": {\n    "description": "Holds set-method, set-body."\n  }\n}\n',
      },
    })
  })
  it('names the variables that it shares with its includers', () => {
    const read = 'context.Variables.GetValueOrDefault<string>("tenant")'
    const marked = inbound(
      `    ⟦<set-variable name="a" value="@(${read})" />\n    <set-body>@((string)context.Variables["a"])</set-body>⟧`,
    )
    const files = {
      'policy fragments/set-variable/policyFragmentInformation.json': expect.stringContaining('Sets a. Reads tenant.'),
    }
    expect(outcome('extract-fragment', marked)).toMatchObject({ files })
  })
  it('takes an id that is free', () => {
    const found = outcome('extract-fragment', inbound(`    <⟦⟧set-method>GET</set-method>`), {
      ...around,
      fragments: ['SET-method', 'set-method-2'],
    })
    expect(found).toMatchObject({ title: "Extract to a policy fragment 'set-method-3'" })
  })
  it.each<[string, string, Partial<ActionSurroundings>?]>([
    [inbound(`    ⟦<base />\n    ${METHOD}⟧`), '<base /> has no place in a fragment.'],
    [inbound('    <⟦⟧include-fragment fragment-id="log" />'), 'A fragment cannot include another fragment.'],
    [
      inbound('    <⟦⟧choose><when condition="@(true)"><include-fragment fragment-id="log" /></when></choose>'),
      'A fragment cannot include another fragment.',
    ],
    [
      inbound('    <⟦⟧cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />'),
      '<cache-lookup> is not allowed in a fragment.',
    ],
    [
      inbound(
        '    <⟦⟧llm-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="false" remaining-quota-tokens-header-name="b" />',
      ),
      "'remaining-quota-tokens-header-name' of <llm-token-limit> is not allowed in a fragment.",
    ],
    [`<fragment><⟦⟧set-method>GET</set-method></fragment>`, 'A fragment cannot include another fragment.'],
    [
      '<policies><inbound><base />⟦<set-method>GET</set-method></inbound><backend><base /></backend>⟧</policies>',
      'The selection goes over several sections, and a fragment stands in one.',
    ],
    [
      inbound(`    <⟦⟧set-method>GET</set-method>`),
      'The editor does not make files with an edit.',
      { makesFiles: false },
    ],
    [
      inbound(`    <⟦⟧set-method>GET</set-method>`),
      'There is no place for fragments.',
      { fragmentFiles: () => ({ refused: 'There is no place for fragments.' }) },
    ],
    [inbound(`    <⟦⟧set-body>${'ä'.repeat(263_000)}</set-body>`), 'A fragment holds 512 KB at most.'],
  ])('is disabled at %.120s', (marked, reason, other = {}) =>
    expect(outcome('extract-fragment', marked, { ...around, ...other })).toEqual({ disabled: reason }),
  )
  it('needs a folder', () => {
    const { text, spans } = withSelections(inbound(`    <⟦⟧set-method>GET</set-method>`))
    const offer = actions
      .find(({ id }) => id === 'extract-fragment')
      ?.offer({ analysis: analyse(text), span: spans[0] ?? { start: 0, end: 0 } })
    expect(offer).toMatchObject({ disabled: expect.stringContaining('in no folder') })
  })
})

describe('inline-fragment', () => {
  const include = (id: string): string => inbound(`    <⟦⟧include-fragment fragment-id="${id}" />`)
  it('puts its policies in, at the indentation of the place', () => {
    expect(outcome('inline-fragment', include('log'))).toEqual({
      title: "Inline fragment 'log'",
      text: inbound('    <set-variable name="a" value="1" />\n    <set-body>x\n\ty</set-body>'),
    })
  })
  it('removes an empty one', () => {
    expect(outcome('inline-fragment', include('none'))).toMatchObject({
      text: inbound('').replace('<base />\n\n', '<base />\n'),
    })
  })
  it.each<[string, string]>([
    [include('gone'), 'No file of the folder holds this fragment.'],
    [include('{{id}}'), 'Which fragment it is, nobody knows yet.'],
    [
      '<policies><backend><⟦⟧include-fragment fragment-id="log" /></backend></policies>',
      'The section backend takes one policy only, and there are several in it.',
    ],
    [
      '<policies><outbound><⟦⟧include-fragment fragment-id="caching" /></outbound></policies>',
      '<validate-jwt> is not allowed in the section outbound.',
    ],
  ])('is disabled at %s', (marked, reason) => expect(outcome('inline-fragment', marked)).toEqual({ disabled: reason }))
  it('tells a fault of the fragment', () => {
    expect(outcome('inline-fragment', include('broken'))).toMatchObject({
      disabled: expect.stringMatching(/^Its document has a fault: /),
    })
  })
})

describe('extract-named-value', () => {
  const url = (value: string): string => inbound(`    <set-backend-service base-url="${value}" />`)
  it('puts a whole value into a file', () => {
    expect(outcome('extract-named-value', url('https://b.example⟦⟧/v1?a=1&amp;b=2'))).toEqual({
      title: "Extract to a named value 'set-backend-service-base-url-2'",
      text: url('{{set-backend-service-base-url-2}}'),
      files: {
        'named values/set-backend-service-base-url-2/namedValueInformation.json':
          '{\n  "properties": {\n    "displayName": "set-backend-service-base-url-2",\n    "secret": false,\n    "value": "https://b.example/v1?a=1&b=2"\n  }\n}\n',
      },
    })
  })
  it('uses the one that has the value', () => {
    expect(outcome('extract-named-value', url('https://⟦a.example⟧/v1'))).toEqual({
      title: "Use the named value 'host'",
      text: url('https://{{host}}/v1'),
    })
  })
  it('keeps the value of a secret out of every file', () => {
    const secret = 'q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g'
    const header = (value: string): string =>
      inbound(`    <set-header name="Authorization">\n      <value>${value}</value>\n    </set-header>`)
    const found = outcome('extract-named-value', header(`Bearer ${secret}⟦⟧`))
    expect(found).toMatchObject({
      title: "Extract to a secret named value 'authorization' (its value is not written)",
      text: header('Bearer {{authorization}}'),
      note: expect.stringContaining('set it on the instance'),
      files: {
        'named values/authorization/namedValueInformation.json':
          '{\n  "properties": {\n    "displayName": "authorization",\n    "secret": true\n  }\n}\n',
      },
    })
    expect(JSON.stringify(found)).not.toContain(secret)
  })
  it.each<[string, Outcome | 'nothing']>([
    [
      inbound('    <set-variable name="a⟦⟧" value="b" />'),
      { disabled: "'name' is a name that has to stand there itself." },
    ],
    [inbound('    <set-variable name="a" value="{{b⟦⟧}}" />'), 'nothing'],
    [inbound('    <set-variable name="a" value="@(1⟦⟧)" />'), 'nothing'],
    [
      inbound(`    <set-variable name="a" value="${'x'.repeat(5000)}⟦⟧" />`),
      { disabled: 'A named value holds 4096 characters at most.' },
    ],
  ])('at %.100s', (marked, expected) => expect(outcome('extract-named-value', marked)).toEqual(expected))
})

it('offers the secret of a header at the header', () => {
  const header = (open: string, value: string): string =>
    inbound(`    <${open}set-header name="x-api-key">\n      <value>${value}</value>\n    </set-header>`)
  expect(outcome('secret-header-to-named-value', header('⟦⟧', 'Zk3vR7mX1pLw8sUe5tHy2n'))).toMatchObject({
    title: "Extract to a secret named value 'x-api-key' (its value is not written)",
    text: header('', '{{x-api-key}}'),
  })
  expect(outcome('secret-header-to-named-value', header('⟦⟧', '{{x-api-key}}'))).toBe('nothing')
  expect(outcome('secret-header-to-named-value', header('', 'Zk3vR7mX1pLw⟦⟧8sUe5tHy2n'))).toBe('nothing')
})
