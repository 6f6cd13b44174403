import { describe, expect, test } from 'vitest'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'
import { errorsIn } from './check-corpus.ts'
import { type Reviewed, reviewed } from './reviewed.ts'

const matches = ({ path }: Reviewed, document: string): boolean =>
  path.endsWith('*') ? document.startsWith(path.slice(0, -1)) : document === path

const entryFor = (document: string, rule: string): Reviewed | undefined =>
  reviewed.find((entry) => entry.rules.includes(rule) && matches(entry, document))

const folder = corpusFolder()

describe.skipIf(folder === undefined)('published documents', () => {
  const documents = folder === undefined ? [] : corpusDocuments(folder)

  test('have no error but those that were judged to be their own', () => {
    const unexpected: string[] = []
    const used = new Set<Reviewed>()
    const figures = { documents: 0, clean: 0, 'reviewed errors': 0 }
    for (const { path, class: kind, text } of documents) {
      if (kind !== 'wellformed' && kind !== 'raw') continue
      const document = path.replace(/^open\//, '')
      const errors = errorsIn(text)
      figures.documents++
      if (errors.length === 0) figures.clean++
      for (const { rule, message } of errors) {
        const entry = entryFor(document, rule)
        if (entry === undefined) unexpected.push(`${document}: ${rule}: ${message}`)
        else {
          used.add(entry)
          figures['reviewed errors']++
        }
      }
    }
    console.log('published documents:', figures)
    expect(unexpected).toEqual([])
    expect(reviewed.filter((entry) => !used.has(entry)).map(({ path }) => path)).toEqual([])
    expect(figures.documents).toBeGreaterThan(0)
  }, 60_000)

  test('of templating tools keep their structure: next to none has an error', () => {
    const templated = documents.filter((document) => document.class === 'templated')
    const faulty = templated.filter(({ text }) => errorsIn(text).length > 0)
    console.log('templated documents:', { documents: templated.length, clean: templated.length - faulty.length })
    // One calls a dictionary like a method; the others have C# that does not parse.
    expect(faulty.length).toBeLessThanOrEqual(4)
  }, 60_000)
})
