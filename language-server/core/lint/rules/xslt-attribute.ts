import { undeclaredPrefixes } from '../../embedded/namespaces.ts'
import { namesIn, stylesheetOf } from '../../embedded/stylesheet.ts'
import { xpathFault } from '../../embedded/xpath.ts'
import { XPATH_ATTRIBUTES, XSLT_ELEMENTS } from '../../embedded/xslt-elements.ts'
import { decode } from '../../syntax/decode.ts'
import { attribute, attributeText } from '../../syntax/query.ts'
import type { Element } from '../../syntax/tree.ts'
import { nearest } from '../../text/nearest.ts'
import { type Context, nameSpan, rule } from '../rule.ts'

export default rule({
  id: 'xslt-attribute',
  severity: 'warning',
  category: 'structure',
  reach: 'element',
  summary: 'Elements of a stylesheet have the attributes that XSLT asks for, with XPath that can be read.',
  why: 'The gateway compiles the stylesheet. One that it cannot compile fails every request.',
  examples: {
    bad: `<fragment>
  <xsl-transform>
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/order[id">
                                 ^ xslt-attribute
        <xsl:value-of selekt="name" />
                      ^^^^^^ xslt-attribute
      </xsl:template>
    </xsl:stylesheet>
  </xsl-transform>
</fragment>`,
    good: `<fragment>
  <xsl-transform>
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/order[id]">
        <xsl:value-of select="name" />
      </xsl:template>
    </xsl:stylesheet>
  </xsl-transform>
</fragment>`,
  },
  check: (cx) => ({
    'xsl-transform'({ element: transform }) {
      const sheet = stylesheetOf(transform)
      if (sheet === undefined) return
      const [undeclared] = undeclaredPrefixes(transform)
      if (undeclared !== undefined) {
        const message = `Nothing declares the prefix '${undeclared.prefix}'.`
        cx.report({ element: transform, span: undeclared.span, message })
      }
      for (const { element, local } of sheet.nodes) checkAttributes(cx, { transform, element, local })
      const declared = new Set([...namesIn(sheet, 'param', 'stylesheet'), ...namesIn(sheet, 'param', 'transform')])
      for (const parameter of transform.elements) {
        const name = parameter.name === 'parameter' ? attribute(parameter, 'name')?.value : undefined
        if (name === undefined || /[{@$_#<]/.test(name.raw) || declared.has(name.raw)) continue
        const message = `The stylesheet has no 'xsl:param' named '${name.raw}', so this value goes nowhere.`
        cx.report({ element: parameter, span: { start: name.start, end: name.end }, message, severity: 'info' })
      }
    },
  }),
})

interface Checked {
  readonly transform: Element
  readonly element: Element
  readonly local: string
}

function checkAttributes(cx: Context, { transform, element, local }: Checked): void {
  const spec = Object.hasOwn(XSLT_ELEMENTS, local) ? XSLT_ELEMENTS[local] : undefined
  if (spec === undefined) return
  const { required = [], optional = [] } = spec
  const known = [...required, ...optional]
  const report = (span: { start: number; end: number }, message: string): void =>
    cx.report({ element: transform, span, message })
  const missing = required.filter((name) => attribute(element, name) === undefined)
  let excused = 0
  for (const { name, nameStart, nameEnd, value } of element.attributes) {
    if (name.includes(':') || name === 'xmlns') continue
    if (!known.includes(name)) {
      const better = nearest(name, known)
      if (better !== undefined && missing.includes(better)) excused++
      const hint = better === undefined ? '.' : `: '${better}' is the nearest.`
      report({ start: nameStart, end: nameEnd }, `'${element.name}' has no attribute '${name}'${hint}`)
    } else if (value !== undefined && XPATH_ATTRIBUTES.has(name)) {
      const decoded = decode(cx.analysis.text, value)
      const fault = /\{\{|\$\{|#\{|__\w/.test(decoded.text) ? undefined : xpathFault(decoded.text)
      if (fault === undefined) continue
      const at = decoded.toRaw(fault.at)
      report(
        { start: at, end: Math.max(at, decoded.toRaw(Math.min(fault.at + 1, decoded.text.length))) },
        fault.message,
      )
    }
  }
  if (missing.length > excused)
    report(nameSpan(element), `'${element.name}' needs the attribute ${missing.map((name) => `'${name}'`).join(', ')}.`)
  if (local === 'template' && attribute(element, 'match') === undefined && attributeText(element, 'name') === undefined)
    report(nameSpan(element), `'${element.name}' needs 'match' or 'name'.`)
}
