import { describe, expect, test } from 'vitest'
import { checkTemplate } from '../../language-server/core/embedded/template-checker.ts'
import { check } from '../../language-server/core/lint/check.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'

/** What the rules about Liquid, JSON, XML and XSLT say of sound documents, each looked at: all of it is so. */
const REVIEWED: Readonly<Record<string, readonly string[]>> = {
  // A filter of another Liquid, which the gateway leaves out.
  'open/ttverin+retail-apim-lab/infra/policies/product.xml': ['liquid-unknown-filter'],
  // The documentation writes `JSONArray For` in one sample and `JSONArrayFor` in the others.
  'open/calvinchengx+azure-apim-emulator/third_party/microsoft/policy-reference/sql-data-source-policy.md.L227.xml': [
    'liquid-syntax',
  ],
  // A test whose stylesheet takes none of the parameters that it is given.
  'open/Azure+azure-api-management-policy-toolkit/test/Test.Core/Compiling/XslTransformTests.cs.L179.xml': [
    'xslt-attribute',
    'xslt-attribute',
  ],
}

const folder = corpusFolder()

describe.skipIf(folder === undefined)('languages inside published documents', () => {
  const asked = rules.filter(({ id }) => /^(?:liquid-|xslt-|json-body$|xml-body$)/.test(id))
  const documents = folder === undefined ? [] : corpusDocuments(folder)

  test('are found faulty only where they are', () => {
    const found: Record<string, readonly string[]> = {}
    for (const { path, text, class: kind } of documents) {
      if (kind !== 'wellformed' && kind !== 'raw') continue
      const findings = check(analyse(text, { templates: checkTemplate }), { rules: asked })
      if (findings.length > 0) found[path] = findings.map(({ rule }) => rule)
    }
    expect(found).toEqual(REVIEWED)
  })
})
