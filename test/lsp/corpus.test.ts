import { describe, expect, it } from 'vitest'
import { createPolicyService, type PolicyText } from '../../language-server/core/service.ts'
import { askAbout } from '../corpus/features.ts'
import { type CorpusClass, corpusDocuments, corpusFolder } from '../support/corpus.ts'

/** Real documents, one in so many: `npm run corpus -- --features` asks all of them. */
const ONE_IN = 90

const service = createPolicyService()
const folder = corpusFolder()
const documents = folder === undefined ? [] : corpusDocuments(folder).filter((_document, index) => index % ONE_IN === 0)
const sample = (...classes: readonly CorpusClass[]): readonly string[] =>
  documents.filter((document) => classes.includes(document.class)).map(({ text }) => text)

const labelsAt = (text: PolicyText, offset: number): readonly string[] =>
  text.complete(text.analysis().lines.positionAt(offset)).items.map(({ label }) => label)

interface Tally {
  asked: number
  offered: number
}

const tally = (found: Tally, isOffered: boolean): void => {
  found.asked += 1
  if (isOffered) found.offered += 1
}

describe.skipIf(folder === undefined)('real documents', () => {
  it('answer everything everywhere, also where they were damaged', () => {
    expect(documents.length).toBeGreaterThan(0)
    for (const { path, text } of documents.filter((_document, index) => index % 9 === 0)) {
      const { asked, faults } = askAbout(text, { damages: 2, slowAbove: Number.POSITIVE_INFINITY, turn: 0 })
      expect(asked.hover).toBeGreaterThan(10)
      expect(faults.map((fault) => ({ path, ...fault }))).toEqual([])
    }
  }, 60_000)

  /**
   * @param least share that must be offered; while a document is typed, an author who does not indent leaves it open what
   * belongs to what.
   * @param rest what of the document stands behind the cursor.
   */
  it.each([
    ['in a whole document', 0.98, (content: string, end: number) => content.slice(end)],
    ['while it is typed', 0.95, () => ''],
  ] as const)('offer the element and the attribute that were written, %s', (_when, least, rest) => {
    const elements: Tally = { asked: 0, offered: 0 }
    const attributes: Tally = { asked: 0, offered: 0 }
    for (const content of sample('wellformed', 'raw')) {
      const known = service.read(content)
      if (known.findings().some(({ severity }) => severity === 'error')) continue
      for (const { element, role } of known.analysis().meanings) {
        if (!['policy', 'child', 'base', 'section'].includes(role)) continue
        const without = service.read(`${content.slice(0, element.start)}<${rest(content, element.end)}`)
        tally(elements, labelsAt(without, element.start + 1).includes(element.name))
        if (role !== 'policy' && role !== 'child') continue
        for (const attribute of element.attributes) {
          const bare = service.read(content.slice(0, attribute.start) + rest(content, attribute.end))
          tally(attributes, labelsAt(bare, attribute.start).includes(attribute.name))
        }
      }
    }
    expect(elements.asked).toBeGreaterThan(100)
    expect(elements.offered / elements.asked).toBeGreaterThanOrEqual(least)
    expect(attributes.offered / attributes.asked).toBeGreaterThanOrEqual(least)
  })
})
