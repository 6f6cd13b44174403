import type { RuleSettings } from '../configuration/levels.ts'
import type { Place } from '../workspace/mention.ts'
import type { Program } from '../workspace/program.ts'
import type { NamedValue, Resource } from '../workspace/resource.ts'
import type { Severity } from './finding.ts'
import { informationRules } from './information-rules.ts'
import { isOn, leveled } from './levels.ts'
import type { Rule } from './rule.ts'

/** One thing wrong with a file that describes a resource. */
export interface FileFinding {
  /** From the folder of the workspace on. */
  readonly path: string
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly at: Place
}

/** What the files of a program say of one information file. */
export interface InformationFacts {
  readonly of: 'named-value' | 'back-end'
  readonly resource: Resource
  /** Names that something uses; undefined: nobody knows. */
  readonly used: ReadonlySet<string> | undefined
  /** Other files with the same display name. */
  readonly others: readonly string[]
}

const START: Place = { line: 0, start: 0, end: 1 }

/** What the rules about information files say of one. */
export function checkInformation({ of, resource, used, others }: InformationFacts): readonly FileFinding[] {
  const found: FileFinding[] = []
  const report = ({ id, severity }: Rule, message: string): void => {
    found.push({ path: resource.path, rule: id, severity, message, at: resource.at ?? START })
  }
  if (of === 'back-end') {
    if (used !== undefined && !used.has(resource.id))
      report(informationRules.unusedBackend, `Nothing in this folder uses the back end '${resource.id}'.`)
    return found
  }
  const name = resource.displayName ?? resource.id
  if (others.length > 0)
    report(
      informationRules.duplicateNamedValue,
      `The display name '${name}' is that of another named value too: ${others.join(', ')}.`,
    )
  if (used !== undefined && !used.has(name))
    report(informationRules.unusedNamedValue, `Nothing in this folder uses the named value '${name}'.`)
  return found
}

/** Checks the information files of a program. @param settings the configuration that holds for a file. */
export function checkProgram(program: Program, settings: (path: string) => RuleSettings): readonly FileFinding[] {
  const used = usedIn(program)
  const [usedNamedValues, usedBackEnds] = [used('named-value'), used('back-end')]
  const namesakes = namesakesIn(program.namedValues)
  const inOrder = (a: FileFinding, b: FileFinding): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
  return [
    ...program.namedValues.flatMap((resource) =>
      checkInformation({
        of: 'named-value',
        resource,
        used: usedNamedValues,
        others: namesakes(resource),
      }),
    ),
    ...program.backEnds.flatMap((resource) =>
      checkInformation({ of: 'back-end', resource, used: usedBackEnds, others: [] }),
    ),
  ]
    .flatMap((finding) => withLevel(finding, settings(finding.path)))
    .sort(inOrder)
}

const rulesById: ReadonlyMap<string, Rule> = new Map(Object.values(informationRules).map((rule) => [rule.id, rule]))

function withLevel(finding: FileFinding, settings: RuleSettings): readonly FileFinding[] {
  const rule = rulesById.get(finding.rule)
  if (rule === undefined || !(isOn(rule, settings) || rule.severity === 'error')) return []
  const { rule: id, severity, message } = finding
  const kept = leveled({ rule: id, severity, message, span: { start: 0, end: 0 } }, settings)
  return kept === undefined ? [] : [{ ...finding, severity: kept.severity }]
}

/** The files of other named values with the same display name. */
function namesakesIn(all: readonly NamedValue[]): (one: NamedValue) => readonly string[] {
  const keyOf = ({ workspace, displayName }: NamedValue): string => `${workspace ?? ''}/${displayName}`
  const byName = new Map<string, NamedValue[]>()
  for (const one of all) {
    const same = byName.get(keyOf(one))
    if (same === undefined) byName.set(keyOf(one), [one])
    else same.push(one)
  }
  return (one) => (byName.get(keyOf(one)) ?? []).filter((other) => other !== one).map(({ path }) => path)
}

/** The names of a kind that the program uses; undefined where one is computed, or where there is nothing but resources. */
function usedIn(program: Program): (kind: 'named-value' | 'back-end') => ReadonlySet<string> | undefined {
  const members = [...program.members.values()]
  const tells = members.some(({ scope }) => scope !== 'fragment' && scope !== undefined)
  return (kind) => {
    if (!tells || members.some(({ summary }) => summary.computed.includes(kind))) return undefined
    const mentions = [
      ...members.flatMap(({ summary }) => summary.mentions),
      ...[...program.information.values()].flatMap(({ mentions: inFile }) => inFile),
    ]
    return new Set(mentions.filter((mention) => mention.kind === kind).map(({ name }) => name))
  }
}
