import { namesIn, stylesheetOf } from '../../embedded/stylesheet.ts'
import { LATER_XSLT, XSLT_ELEMENTS } from '../../embedded/xslt-elements.ts'
import { attributeText } from '../../syntax/query.ts'
import { nearest } from '../../text/nearest.ts'
import { nameSpan, rule } from '../rule.ts'

export default rule({
  id: 'xslt-element',
  severity: 'warning',
  category: 'structure',
  reach: 'element',
  summary: 'A stylesheet consists of elements of XSLT 1.0, each where it belongs.',
  why: 'The gateway runs XSLT 1.0. A stylesheet that it cannot compile fails every request.',
  examples: {
    bad: `<fragment>
  <xsl-transform>
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/">
        <xsl:for-eech select="//item"><name /></xsl:for-eech>
         ^^^^^^^^^^^^ xslt-element
        <xsl:when test="1"><name /></xsl:when>
         ^^^^^^^^ xslt-element
      </xsl:template>
    </xsl:stylesheet>
  </xsl-transform>
</fragment>`,
    good: `<fragment>
  <xsl-transform>
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/">
        <xsl:for-each select="//item"><name /></xsl:for-each>
      </xsl:template>
    </xsl:stylesheet>
  </xsl-transform>
</fragment>`,
  },
  check: (cx) => ({
    'xsl-transform'({ element: transform }) {
      const sheet = stylesheetOf(transform)
      if (sheet === undefined) return
      const templates = namesIn(sheet, 'template')
      const isWhole = !sheet.nodes.some(({ local }) => local === 'import' || local === 'include')
      for (const { element, local, parent } of sheet.nodes) {
        const report = (message: string): void => cx.report({ element: transform, span: nameSpan(element), message })
        const spec = Object.hasOwn(XSLT_ELEMENTS, local) ? XSLT_ELEMENTS[local] : undefined
        if (spec === undefined) {
          const better = nearest(local, Object.keys(XSLT_ELEMENTS))
          report(
            LATER_XSLT.has(local)
              ? `'${element.name}' is of a later version: the gateway runs XSLT 1.0.`
              : `XSLT has no element '${local}'${better === undefined ? '.' : `: '${better}' is the nearest.`}`,
          )
          continue
        }
        if (element !== sheet.root && !isAllowed(spec.within, parent))
          report(`'${element.name}' stands only ${placesOf(spec.within)}.`)
        const name = attributeText(element, 'name')
        if (local === 'call-template' && isWhole && name !== undefined && !templates.has(name))
          report(`There is no template '${name}' in the stylesheet.`)
      }
    },
  }),
})

const isTop = (parent: string | undefined): boolean => parent === 'stylesheet' || parent === 'transform'

/** An element of another namespace is content, wherever it stands. */
function isAllowed(within: readonly string[], parent: string | undefined): boolean {
  if (isTop(parent)) return within.includes('top')
  if (parent !== undefined && within.includes(parent)) return true
  // These hold no content of their own.
  const holdsContent = parent !== 'choose' && parent !== 'apply-templates' && parent !== 'call-template'
  return within.includes('content') && holdsContent
}

const placesOf = (within: readonly string[]): string =>
  within
    .map((place) =>
      place === 'top' ? 'directly in the stylesheet' : place === 'content' ? 'within a template' : `in 'xsl:${place}'`,
    )
    .join(' or ') || 'around the whole stylesheet'
