import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { toRawXml, toXml } from '../../language-server/core/syntax/convert.ts'
import { decodeText } from '../../language-server/core/syntax/decode.ts'
import { parse } from '../../language-server/core/syntax/parse.ts'
import { print } from '../../language-server/core/syntax/print.ts'
import { walk } from '../../language-server/core/syntax/query.ts'
import type { Mistake } from '../../language-server/core/syntax/tree.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { corpusDocuments, corpusExpressions, corpusFolder, corpusNegatives } from '../support/corpus.ts'

const folder = corpusFolder()

/** Where a mistake is, for a failure's message; never the document's text. */
function place(path: string, text: string, mistake: Mistake | undefined): string {
  if (mistake === undefined) return path
  const { line, character } = createLineMap(text).positionAt(mistake.start)
  return `${path}:${line + 1}:${character + 1} ${mistake.name}`
}

describe.skipIf(folder === undefined)('the parser on real policies', () => {
  const documents = folder === undefined ? [] : corpusDocuments(folder)
  const sound = documents.filter((document) => document.class === 'wellformed' || document.class === 'raw')

  test('sound documents have no mistake and the root that they should', () => {
    const wrong: string[] = []
    for (const { path, text, root } of sound) {
      const document = parse(text)
      if (document.mistakes.length > 0) wrong.push(place(path, text, document.mistakes[0]))
      else if (document.root?.name !== root) wrong.push(`${path} root ${document.root?.name}`)
    }
    console.log(`syntax: ${sound.length - wrong.length} of ${sound.length} sound documents without a mistake`)
    expect(wrong).toEqual([])
  })

  test('every document is printed back', () => {
    const wrong = documents.filter(({ text }) => print(parse(text)) !== text || print(parse(text, 'xml')) !== text)
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('the expressions found are those that the corpus lists', () => {
    const listed = new Map<string, string[]>()
    for (const { file, text } of folder === undefined ? [] : corpusExpressions(folder)) {
      const ofFile = listed.get(file) ?? []
      ofFile.push(text)
      listed.set(file, ofFile)
    }
    const wrong: string[] = []
    let count = 0
    for (const { path, text } of sound) {
      const found: string[] = []
      walk(parse(text), {
        expression(expression) {
          found.push(decodeText(expression.raw))
        },
      })
      const expected = (listed.get(path) ?? []).map(decodeText)
      count += expected.length
      if (found.sort().join('\n') !== expected.sort().join('\n'))
        wrong.push(`${path}: ${found.length} of ${expected.length}`)
    }
    console.log(`syntax: ${count} listed expressions in sound documents, ${wrong.length} documents differ`)
    expect(wrong).toEqual([])
  })

  test('as XML, documents are taken and refused as an XML parser does', () => {
    const wrong: string[] = []
    for (const { path, text, class: kind } of sound) {
      const { mistakes } = parse(text, 'xml')
      if ((kind === 'wellformed') !== (mistakes.length === 0)) wrong.push(place(path, text, mistakes[0]))
      // The validator lets some broken documents pass, but what it refuses is broken.
      if (XMLValidator.validate(text) !== true && mistakes.length === 0) wrong.push(`${path} refused by the validator`)
    }
    expect(wrong).toEqual([])
  })

  test('documents can be converted to XML and back', () => {
    const wrong: string[] = []
    let same = 0
    for (const { path, text } of sound) {
      const xml = toXml(text)
      const { mistakes } = parse(xml, 'xml')
      const back = toRawXml(xml)
      if (mistakes.length > 0) wrong.push(place(path, xml, mistakes[0]))
      if (XMLValidator.validate(xml) !== true) wrong.push(`${path} refused by the validator`)
      if (parse(back).mistakes.length > 0) wrong.push(`${path} broken on the way back`)
      if (!text.includes('&') && back !== text) wrong.push(`${path} changed`)
      if (back === text) same++
    }
    console.log(
      `syntax: ${same} of ${sound.length} documents equal after conversion to XML and back; others held entities`,
    )
    expect(wrong).toEqual([])
  })
})

describe.skipIf(folder === undefined)('the parser on defective policies', () => {
  const negatives = folder === undefined ? [] : corpusNegatives(folder)

  test('structural defects are found, and their fixed versions are clean', () => {
    const table: Record<string, { found: number; of: number; fixedClean: number; fixed: number }> = {}
    const missed: string[] = []
    const unclean: string[] = []
    for (const { path, kind, templated, text, fixed } of negatives) {
      const name = `${kind}${templated ? ' (templated)' : ''}`
      table[name] ??= { found: 0, of: 0, fixedClean: 0, fixed: 0 }
      const row = table[name]
      row.of++
      if (parse(text).mistakes.length > 0) row.found++
      else if (kind === 'structure' && !templated) missed.push(path)
      if (fixed === undefined) continue
      row.fixed++
      const [first] = parse(fixed.text).mistakes
      if (first === undefined) row.fixedClean++
      else unclean.push(place(fixed.path, fixed.text, first))
    }
    console.table(table)
    expect(unclean).toEqual([])
    const structure = table.structure ?? { found: 0, of: 0 }
    expect(structure.found / structure.of, `missed: ${missed.join(', ')}`).toBeGreaterThanOrEqual(0.95)
  })
})
