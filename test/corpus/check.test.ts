import { describe, expect, test } from 'vitest'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'
import { errorsIn } from './check-corpus.ts'
import { judge } from './figures.ts'
import { reviewed } from './reviewed.ts'

const folder = corpusFolder()

describe.skipIf(folder === undefined)('published documents', () => {
  const documents = folder === undefined ? [] : corpusDocuments(folder)

  test('have no error but those that were judged to be their own', () => {
    const judged = documents
      .filter(({ class: kind }) => kind === 'wellformed' || kind === 'raw')
      .map((document) => judge(document))
    const unexpected = judged.flatMap((each) => each.unexpected)
    const used = new Set(judged.flatMap((each) => each.reviewed))
    const figures = {
      documents: judged.length,
      clean: judged.filter(({ errors }) => errors === 0).length,
      'reviewed errors': judged.reduce((sum, each) => sum + each.reviewed.length, 0),
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
