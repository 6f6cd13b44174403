import { describe, expect, it } from 'vitest'
import { childSpecOf } from '../catalog/lookup.ts'
import { INLAY_HINTS, type InlayHintChoice } from '../configuration/hints.ts'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { inlayHints } from './inlay-hints.ts'
import { tellingDefaults } from './telling-defaults.ts'

/** The document with its hints written in, as `‹hint›`. */
function hinted(text: string, wanted: InlayHintChoice, options: DocumentOptions = {}): string {
  const analysis = analyse(text, options)
  const range = { start: { line: 0, character: 0 }, end: analysis.lines.positionAt(text.length) }
  let out = text
  for (const { position, label } of inlayHints(analysis, { range, wanted }).reverse()) {
    const at = analysis.lines.offsetAt(position)
    out = `${out.slice(0, at)}‹${String(label)}›${out.slice(at)}`
  }
  return out
}

const resources: DocumentOptions = {
  resources: {
    namedValues: [
      { name: 'a', displayName: 'tenant', value: 'contoso' },
      { name: 'b', displayName: 'key', secret: true, value: 'hush' },
      { name: 'c', displayName: 'long', value: 'x'.repeat(60) },
    ],
  },
}

describe('inlay hints', () => {
  it.each<[keyof InlayHintChoice, string, string, DocumentOptions?]>([
    [
      'defaultValues',
      '<fragment><send-request response-variable-name="r" timeout="5" /><set-body>a</set-body></fragment>',
      '<fragment><send-request response-variable-name="r" timeout="5"‹mode="new"›‹ignore-error="false"› /><set-body>a</set-body></fragment>',
    ],
    [
      'defaultValues',
      '<fragment><cors><allowed-methods><method>GET</method></allowed-methods></cors></fragment>',
      '<fragment><cors‹allow-credentials="false"›><allowed-methods‹preflight-result-max-age="0"›><method>GET</method></allowed-methods></cors></fragment>',
    ],
    [
      'defaultValues',
      '<fragment><return-response><set-header name="a"><value>b</value></set-header></return-response></fragment>',
      '<fragment><return-response><set-header name="a"‹exists-action="override"›><value>b</value></set-header></return-response></fragment>',
    ],
    [
      'headerNames',
      '<fragment><validate-azure-ad-token tenant-id="a" /><set-header name="X-{{tenant}}" /><set-header name="{{key}}" /></fragment>',
      '<fragment><validate-azure-ad-token tenant-id="a"‹header-name="Authorization"› /><set-header name="X-{{tenant}}‹= X-contoso›" /><set-header name="{{key}}" /></fragment>',
      resources,
    ],
    [
      'namedValues',
      '<fragment><set-variable name="a" value="{{ tenant }}" /><set-body>@("{{tenant}}{{key}}{{long}}")</set-body></fragment>',
      `<fragment><set-variable name="a" value="{{ tenant }}‹= contoso›" /><set-body>@("{{tenant}}‹= contoso›{{key}}{{long}}‹= ${'x'.repeat(40)}…›")</set-body></fragment>`,
      resources,
    ],
    [
      'localTypes',
      '<fragment><set-body>@{ var a = 1; foreach (var g in context.User.Groups) { } string b = ""; return a + b; }</set-body></fragment>',
      '<fragment><set-body>@{ var a‹: int› = 1; foreach (var g‹: IGroup› in context.User.Groups) { } string b = ""; return a + b; }</set-body></fragment>',
    ],
    [
      'variableTypes',
      '<fragment><set-variable name="a" value="@(1 + 2L)" /><set-variable name="b" value="x" /><send-request response-variable-name="r" /></fragment>',
      '<fragment><set-variable name="a‹: long›" value="@(1 + 2L)" /><set-variable name="b‹: string›" value="x" /><send-request response-variable-name="r‹: IResponse›" /></fragment>',
    ],
  ])('%s', (kind, text, expected, options) => {
    expect(hinted(text, { [kind]: true }, options)).toBe(expected)
    expect(hinted(text, {}, options)).toBe(text)
  })

  it('never shows a secret', () => {
    const text = '<fragment><set-header name="{{key}}"><value>{{key}}</value></set-header></fragment>'
    const all: InlayHintChoice = Object.fromEntries(INLAY_HINTS.map((kind) => [kind, true]))
    expect(hinted(text, all, resources)).not.toContain('hush')
  })

  it('are those of the range alone', () => {
    const analysis = analyse('<fragment>\n<set-header name="a" />\n<set-header name="b" />\n</fragment>')
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 30 } }
    const found = inlayHints(analysis, { range, wanted: { defaultValues: true } })
    expect(found.map(({ position }) => position.line)).toEqual([2])
  })

  it.each(Object.entries(tellingDefaults))(
    'of %s have defaults in the catalogue that nobody disputes',
    (path, attributes) => {
      const spec = childSpecOf(path.split('/'))
      const disputed = (spec?.policy?.conflicts ?? [])
        .map(({ about }) => about)
        .filter((about) => about.includes('default'))
      for (const attribute of attributes) {
        expect(spec?.attributes[attribute]?.default, attribute).toBeDefined()
        expect(disputed.filter((about) => about.includes(`\`${attribute}\``))).toEqual([])
      }
    },
  )
})
