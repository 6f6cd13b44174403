/** A finding that is known: it is told by its path and by what it is about, and not by its line. */
export interface KnownFinding {
  /** From the folder of the baseline on; of a policy that is written in a file of infrastructure, by `pathOfPolicy`. */
  readonly path: string
  readonly rule: string
  readonly fingerprint: string
  /** How many alike there are. */
  readonly count: number
}

export const BASELINE_VERSION = 1

/**
 * Reads the text of a baseline, `{"version":1,"findings":[…]}`. Public: docs/cli.md.
 * @returns its findings, or what is wrong with it, as the rest of a sentence that begins with the name of the file
 */
export function baselineIn(text: string): readonly KnownFinding[] | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'is no JSON'
  }
  if (!isRecord(json) || !Array.isArray(json.findings)) return 'is no baseline'
  if (json.version !== BASELINE_VERSION)
    return `is of version ${JSON.stringify(json.version)}, and only ${BASELINE_VERSION} is known`
  const findings: readonly unknown[] = json.findings
  return findings.every(isKnownFinding) ? findings : 'is no baseline'
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isKnownFinding = (value: unknown): value is KnownFinding =>
  isRecord(value) &&
  [value.path, value.rule, value.fingerprint].every((part) => typeof part === 'string') &&
  typeof value.count === 'number'

/** The path that the findings of one policy in a file of infrastructure have, since each is a document of its own. */
export const pathOfPolicy = (path: string, key: string): string => `${path}#${key}`

/** How many findings of one document are known, by `knownKey`. */
export type KnownFindings = ReadonlyMap<string, number>

export const knownKey = ({ rule, fingerprint }: Pick<KnownFinding, 'rule' | 'fingerprint'>): string =>
  `${rule}\0${fingerprint}`

/** The known findings of each document, by its path from the folder of the baseline on. */
export function knownByPath(findings: readonly KnownFinding[]): ReadonlyMap<string, KnownFindings> {
  const found = new Map<string, Map<string, number>>()
  for (const finding of findings) {
    const there = found.get(finding.path) ?? new Map<string, number>()
    there.set(knownKey(finding), (there.get(knownKey(finding)) ?? 0) + finding.count)
    found.set(finding.path, there)
  }
  return found
}
