import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import {
  BASELINE_VERSION,
  baselineIn,
  type KnownFinding,
  pathOfPolicy,
} from '../../language-server/core/configuration/baseline.ts'
import { UsageError } from '../command.ts'
import { readTextFile } from '../encoding.ts'
import { codeOf, reasonOf } from '../file-failure.ts'
import type { BaselineOutcome, CheckedFile, ReportedFinding } from './checked.ts'

/** Findings that are known and not reported, in a file of this shape: `{"version":1,"findings":[…]}`. Public: docs/cli.md. */
export interface Baseline {
  readonly file: string
  readonly findings: readonly KnownFinding[]
}

/**
 * @param file absolute
 * @throws UsageError when the file cannot be read or is no baseline
 */
export function readBaseline(file: string): Baseline {
  const complain = (what: string): never => {
    throw new UsageError(`the baseline '${file}' ${what}.`)
  }
  let text: string
  try {
    text = readTextFile(file)
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT'
    return complain(isMissing ? 'is not there; --update-baseline writes it' : `cannot be read (${reasonOf(error)})`)
  }
  const findings = baselineIn(text)
  if (typeof findings !== 'string') return { file, findings }
  return complain(`${findings}; take it back from version control, or remove it and write it with --update-baseline`)
}

/** Parts the known findings of each file from the new ones. */
export function hideKnown(
  files: readonly CheckedFile[],
  { file: baseline, findings }: Baseline,
): { readonly files: readonly CheckedFile[]; readonly outcome: BaselineOutcome } {
  const left = new Map<string, number>()
  for (const known of findings) left.set(keyOf(known), (left.get(keyOf(known)) ?? 0) + known.count)
  let hidden = 0
  const parted = files.map((checked) => {
    const path = pathOf(checked, baseline)
    const known: ReportedFinding[] = []
    const fresh = checked.findings.filter((finding) => {
      const key = keyOf({ ...finding, path: documentOf(finding, path) })
      const count = left.get(key) ?? 0
      if (count === 0) return true
      left.set(key, count - 1)
      known.push(finding)
      return false
    })
    hidden += known.length
    return { ...checked, findings: fresh, known }
  })
  const isAsked = askedIn(files, baseline)
  const gone = [...left].reduce((sum, [key, count]) => sum + (isAsked(key.split('\0')[0] ?? '') ? count : 0), 0)
  return { files: parted, outcome: { hidden, gone } }
}

/**
 * Writes what is found now as what is known, and keeps what is known of files that are there and were not checked. Hints are not kept: nobody sees them.
 * @param before the baseline so far, if there is one
 */
export function writeBaseline(file: string, files: readonly CheckedFile[], before: Baseline | undefined): number {
  const counts = new Map<string, KnownFinding>()
  const isAsked = askedIn(files, file)
  for (const known of before?.findings ?? []) if (!isAsked(known.path)) counts.set(keyOf(known), known)
  let written = 0
  for (const checked of files) {
    for (const finding of checked.findings) {
      const { rule, fingerprint, severity } = finding
      if (severity === 'hint') continue
      const path = documentOf(finding, pathOf(checked, file))
      const key = keyOf({ path, rule, fingerprint })
      counts.set(key, { path, rule, fingerprint, count: (counts.get(key)?.count ?? 0) + 1 })
      written++
    }
  }
  const findings = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known)
  try {
    writeFileSync(file, `${JSON.stringify({ version: BASELINE_VERSION, findings }, undefined, 2)}\n`)
  } catch (error) {
    throw new UsageError(`the baseline '${file}' cannot be written (${reasonOf(error)}).`)
  }
  return written
}

/** Whether it is known what a path of the baseline holds now: of files that are there and were not checked it is not. */
function askedIn(files: readonly CheckedFile[], baseline: string): (path: string) => boolean {
  const checked = new Set(files.map((file) => pathOf(file, baseline)))
  return (document) => {
    const path = fileOf(document)
    return checked.has(path) || !existsSync(join(dirname(baseline), path))
  }
}

/** The path that a finding has in the baseline. */
const documentOf = ({ policy }: ReportedFinding, path: string): string =>
  policy === undefined ? path : pathOfPolicy(path, policy)

/** The file of such a path. */
const fileOf = (path: string): string => /^(.+\.(?:bicep|tf|jsonc?))#[^#]*$/i.exec(path)?.[1] ?? path

const keyOf = ({ path, rule, fingerprint }: Omit<KnownFinding, 'count'>): string => [path, rule, fingerprint].join('\0')

const pathOf = ({ file, path }: CheckedFile, baseline: string): string =>
  file === undefined ? path : relative(dirname(baseline), file).replaceAll('\\', '/')
