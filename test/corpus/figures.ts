import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { CorpusDocument, CorpusNegative } from '../support/corpus.ts'
import { errorsIn } from './check-corpus.ts'
import { needsTypes, optionsOf, type Refusal } from './refusals.ts'
import { type Reviewed, reviewed } from './reviewed.ts'

/** The figures that tests demand and `npm run corpus` prints, from one place. */

/** What the checks say of one published document. */
export interface Judged {
  readonly repository: string
  readonly errors: number
  readonly warnings: number
  /** The entry of each error that was judged to be the document's own. */
  readonly reviewed: readonly Reviewed[]
  /** The other errors, one sentence each. */
  readonly unexpected: readonly string[]
}

/** By the recommended rules, as everybody sees a document who has configured nothing. */
export function judge({ path, text }: CorpusDocument): Judged {
  const document = path.replace(/^open\//, '')
  const findings = check(analyse(text), { settings: { levels: {} } })
  const errors = findings.filter(({ severity }) => severity === 'error')
  const entries = errors.map(({ rule }) => entryFor(document, rule))
  return {
    repository: document.split('/')[0]?.replace('+', '/') ?? document,
    errors: errors.length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    reviewed: entries.filter((entry) => entry !== undefined),
    unexpected: errors.flatMap(({ rule, message }, at) =>
      entries[at] === undefined ? [`${document}: ${rule}: ${message}`] : [],
    ),
  }
}

const matches = ({ path }: Reviewed, document: string): boolean =>
  path.endsWith('*') ? document.startsWith(path.slice(0, -1)) : document === path

const entryFor = (document: string, rule: string): Reviewed | undefined =>
  reviewed.find((entry) => entry.rules.includes(rule) && matches(entry, document))

/** How many mistakes of a kind are found, and how many of their corrected twins are clean. */
export interface Tally {
  documents: number
  found: number
  twins: number
  clean: number
}

export function negativeTallies(negatives: readonly CorpusNegative[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const { kind, text, fixed, templated } of negatives) {
    const name = templated ? `${kind}, templated` : kind
    const tally = tallies.get(name) ?? { documents: 0, found: 0, twins: 0, clean: 0 }
    tallies.set(name, tally)
    tally.documents++
    if (errorsIn(text).length > 0) tally.found++
    if (fixed === undefined) continue
    tally.twins++
    if (errorsIn(fixed.text).length === 0) tally.clean++
  }
  return tallies
}

/** Of what the service has refused, how much is found; of what it takes, how much is clean. */
export function refusalFigures(all: readonly Refusal[]) {
  const clean = (text: string, each: Refusal): boolean => errorsIn(text, optionsOf(each)).length === 0
  const defects = all.filter(({ kind, category }) => kind === 'defect' && !needsTypes.includes(category))
  const controls = all.filter(({ kind }) => kind === 'control')
  const twins = all.filter(({ fixed }) => fixed !== null)
  return {
    defects: defects.length,
    found: defects.filter((each) => !clean(each.document, each)).length,
    controls: controls.length,
    'clean controls': controls.filter((each) => clean(each.document, each)).length,
    twins: twins.length,
    'clean twins': twins.filter((each) => clean(each.fixed ?? '', each)).length,
  }
}
