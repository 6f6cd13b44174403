import { expect, it } from 'vitest'
import { actions } from '../../language-server/core/actions/index.gen.ts'
import { readingOf } from '../../language-server/core/format/reading.ts'
import { createPolicyService } from '../../language-server/core/service.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'
import { FILES } from './ask.ts'

/** Real documents, one in so many. */
const ONE_IN = 80
/** Longer ones have the same policies over and over. */
const LONGEST = 20_000

const service = createPolicyService()
const folder = corpusFolder()
const documents = folder === undefined ? [] : corpusDocuments(folder)

const errorsIn = (text: string, id: string): readonly string[] =>
  service
    .read(text, id === 'content-format-xml' ? { dialect: 'xml' } : {})
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

it.skipIf(folder === undefined)(
  'turn real documents that are sound into documents that are sound',
  () => {
    const taken = new Set<string>()
    const faults: unknown[] = []
    const sound = documents.filter(
      ({ class: kind, text }, index) =>
        index % ONE_IN === 0 &&
        /^(?:wellformed|raw)$/.test(kind) &&
        text.length < LONGEST &&
        errorsIn(text, '').length === 0,
    )
    for (const { path, text } of sound) {
      const analysis = service.read(text).analysis()
      const seen = new Set<string>()
      const places = [
        ...analysis.meanings.map(({ element }) => element.start + 1),
        ...analysis.expressions().map(({ expression }) => expression.start + 3),
      ]
      for (const at of places) {
        for (const { id, offer } of actions) {
          const found = offer({ analysis, span: { start: at, end: at }, around: FILES.around })
          if (found === undefined || 'disabled' in found) continue
          const after = applyEdits(text, found.edits)
          if (seen.has(after)) continue
          seen.add(after)
          taken.add(id)
          const made = (found.files ?? []).filter((file) => file.path.endsWith('.xml')).map((file) => file.text)
          for (const each of [after, ...made])
            for (const message of errorsIn(each, id)) faults.push({ path, at, id, message })
        }
      }
    }
    expect(faults).toEqual([])
    expect(taken.size).toBeGreaterThan(10)
  },
  60_000,
)

/** Each with the one that takes it back. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['comment-out', 'uncomment'],
  ['wrap-in-choose', 'unwrap'],
  ['wrap-in-limit-concurrency', 'unwrap'],
  ['extract-fragment', 'inline-fragment'],
]

it.skipIf(folder === undefined)(
  'can be taken back without a difference that anybody reads',
  () => {
    const readingIn = (text: string): string => readingOf(service.read(text).analysis()).join('\n')
    const offered = (id: string, text: string, at: number, fragment = '') => {
      const around = { ...FILES.around, fragmentText: () => fragment }
      const action = actions.find((one) => one.id === id)
      const found = action?.offer({ analysis: service.read(text).analysis(), span: { start: at, end: at }, around })
      return found === undefined || 'disabled' in found ? undefined : found
    }
    const count = new Map<string, number>()
    const faults: unknown[] = []
    for (const { path, text } of documents.filter((one, index) => index % ONE_IN === 7 && one.text.length < LONGEST)) {
      const before = readingIn(text)
      for (const { element } of service.read(text).analysis().meanings) {
        for (const [there, back] of PAIRS) {
          const made = offered(there, text, element.start + 1)
          if (made === undefined) continue
          const fragment = made.files?.find((file) => file.path.endsWith('.xml'))?.text
          const after = applyEdits(text, made.edits)
          const taken = offered(back, after, element.start + 1, fragment)
          if (taken === undefined || readingIn(applyEdits(after, taken.edits)) !== before)
            faults.push({ path, at: element.start, there })
          count.set(there, (count.get(there) ?? 0) + 1)
        }
      }
    }
    expect(faults).toEqual([])
    expect([...count.keys()].sort()).toEqual(PAIRS.map(([there]) => there).sort())
  },
  60_000,
)
