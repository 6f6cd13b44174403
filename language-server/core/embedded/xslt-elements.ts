/**
 * The elements of XSLT 1.0, which is what the gateway runs.
 * @see https://www.w3.org/TR/1999/REC-xslt-19991116
 */

export const XSLT_NAMESPACE = 'http://www.w3.org/1999/XSL/Transform'

export interface XsltElement {
  /** `top`: directly in the stylesheet; `content`: within templates; otherwise the names of its parents. */
  readonly within: readonly ('top' | 'content' | (string & {}))[]
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
}

const content = ['content'] as const

export const XSLT_ELEMENTS: Readonly<Record<string, XsltElement>> = {
  'apply-imports': { within: content },
  'apply-templates': { within: content, optional: ['select', 'mode'] },
  attribute: { within: ['content', 'attribute-set'], required: ['name'], optional: ['namespace'] },
  'attribute-set': { within: ['top'], required: ['name'], optional: ['use-attribute-sets'] },
  'call-template': { within: content, required: ['name'] },
  choose: { within: content },
  comment: { within: content },
  copy: { within: content, optional: ['use-attribute-sets'] },
  'copy-of': { within: content, required: ['select'] },
  'decimal-format': {
    within: ['top'],
    optional: [
      'name',
      'decimal-separator',
      'grouping-separator',
      'infinity',
      'minus-sign',
      'NaN',
      'percent',
      'per-mille',
      'zero-digit',
      'digit',
      'pattern-separator',
    ],
  },
  element: { within: content, required: ['name'], optional: ['namespace', 'use-attribute-sets'] },
  fallback: { within: content },
  'for-each': { within: content, required: ['select'] },
  if: { within: content, required: ['test'] },
  import: { within: ['top'], required: ['href'] },
  include: { within: ['top'], required: ['href'] },
  key: { within: ['top'], required: ['name', 'match', 'use'] },
  message: { within: content, optional: ['terminate'] },
  'namespace-alias': { within: ['top'], required: ['stylesheet-prefix', 'result-prefix'] },
  number: {
    within: content,
    optional: [
      'level',
      'count',
      'from',
      'value',
      'format',
      'lang',
      'letter-value',
      'grouping-separator',
      'grouping-size',
    ],
  },
  otherwise: { within: ['choose'] },
  output: {
    within: ['top'],
    optional: [
      'method',
      'version',
      'encoding',
      'omit-xml-declaration',
      'standalone',
      'doctype-public',
      'doctype-system',
      'cdata-section-elements',
      'indent',
      'media-type',
    ],
  },
  param: { within: ['top', 'template'], required: ['name'], optional: ['select'] },
  'preserve-space': { within: ['top'], required: ['elements'] },
  'processing-instruction': { within: content, required: ['name'] },
  sort: {
    within: ['apply-templates', 'for-each'],
    optional: ['select', 'lang', 'data-type', 'order', 'case-order'],
  },
  'strip-space': { within: ['top'], required: ['elements'] },
  stylesheet: {
    within: [],
    required: ['version'],
    optional: ['id', 'extension-element-prefixes', 'exclude-result-prefixes'],
  },
  template: { within: ['top'], optional: ['match', 'name', 'priority', 'mode'] },
  text: { within: content, optional: ['disable-output-escaping'] },
  transform: {
    within: [],
    required: ['version'],
    optional: ['id', 'extension-element-prefixes', 'exclude-result-prefixes'],
  },
  'value-of': { within: content, required: ['select'], optional: ['disable-output-escaping'] },
  variable: { within: ['top', 'content'], required: ['name'], optional: ['select'] },
  when: { within: ['choose'], required: ['test'] },
  'with-param': { within: ['apply-templates', 'call-template'], required: ['name'], optional: ['select'] },
}

/** Later versions brought these; the gateway does not run them. */
export const LATER_XSLT: ReadonlySet<string> = new Set([
  'accumulator',
  'analyze-string',
  'assert',
  'break',
  'catch',
  'character-map',
  'document',
  'evaluate',
  'for-each-group',
  'function',
  'import-schema',
  'iterate',
  'map',
  'map-entry',
  'matching-substring',
  'merge',
  'mode',
  'namespace',
  'next-iteration',
  'next-match',
  'non-matching-substring',
  'on-empty',
  'output-character',
  'package',
  'perform-sort',
  'result-document',
  'sequence',
  'source-document',
  'try',
  'where-populated',
])

/** Attributes that hold an XPath expression or pattern. */
export const XPATH_ATTRIBUTES: ReadonlySet<string> = new Set([
  'select',
  'test',
  'match',
  'use',
  'count',
  'from',
  'value',
])
