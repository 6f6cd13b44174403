import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {
  ArtifactLocation,
  Fix,
  Location,
  Log,
  Region,
  ReportingConfiguration,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif'
import type { Severity } from '../../language-server/core/lint/finding.ts'
import type { Rule } from '../../language-server/core/lint/rule.ts'
import { rulePage, rulePageAddress } from '../../language-server/core/lint/rule-page.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import type { Checked, CheckedFile, Place, ReportedFinding } from '../checking/checked.ts'
import type { ReportWorld } from './report.ts'

/** Files of a run are named from the folder in which it was started; who reads the log may put it elsewhere. */
const BASE = '%SRCROOT%'

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
}

/**
 * A log of SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. It holds every rule that has found something, with its page,
 * and also what comments and the baseline hide, as suppressed results. Hints are left out.
 */
export function sarifReport({ files }: Checked, { cwd, version }: ReportWorld): string {
  const results = files.flatMap((file) => resultsOf(file, cwd))
  const found = new Set(results.map(({ ruleId }) => ruleId))
  const reporting = rules.filter(({ id }) => found.has(id)).map(descriptorOf)
  const indexes = new Map(reporting.map(({ id }, index) => [id, index]))
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'Policywright',
            informationUri: 'https://github.com/policywright/policywright',
            version,
            semanticVersion: version,
            rules: reporting,
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(cwd).href.replace(/\/$/, '')}/` } },
        invocations: [{ executionSuccessful: true }],
        artifacts: files.map(({ path, file }) => ({ location: artifactOf(path, file, cwd), sourceLanguage: 'xml' })),
        results: results.map((result) => {
          const index = indexes.get(result.ruleId ?? '')
          return { ...result, ...(index !== undefined && { ruleIndex: index }) }
        }),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  const { id, severity, summary, why, remedy, category } = rule
  const configuration: ReportingConfiguration = { level: levels[severity], enabled: true }
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: [summary, why, remedy].filter(Boolean).join(' '), markdown: rulePage(rule) },
    helpUri: rulePageAddress(id),
    defaultConfiguration: configuration,
    properties: { tags: [category], precision: severity === 'error' ? 'very-high' : 'high' },
  }
}

function resultsOf({ path, file, findings, suppressed, known }: CheckedFile, cwd: string): readonly Result[] {
  const artifact = artifactOf(path, file, cwd)
  const seen = new Map<string, number>()
  const resultOf = (finding: ReportedFinding, suppressions?: Suppression[]): Result => {
    const { rule, severity, message, start, end, fingerprint, fixes } = finding
    // Alike findings of one file are told apart by their order.
    const order = (seen.get(fingerprint) ?? 0) + 1
    seen.set(fingerprint, order)
    const location: Location = { physicalLocation: { artifactLocation: artifact, region: regionOf(start, end) } }
    const offered: Fix[] = fixes().map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: artifact,
          replacements: edits.map((edit) => ({
            deletedRegion: regionOf(edit.start, edit.end),
            ...(edit.newText !== '' && { insertedContent: { text: edit.newText } }),
          })),
        },
      ],
    }))
    return {
      ruleId: rule,
      level: levels[severity],
      message: { text: message },
      locations: [location],
      partialFingerprints: { 'policywright/v1': `${fingerprint}:${order}` },
      ...(offered.length > 0 && { fixes: offered }),
      ...(suppressions && { suppressions }),
    }
  }
  const isShown = ({ severity }: ReportedFinding): boolean => severity !== 'hint'
  return [
    ...findings.filter(isShown).map((finding) => resultOf(finding)),
    ...known.filter(isShown).map((finding) => resultOf(finding, [{ kind: 'external', status: 'accepted' }])),
    ...suppressed
      .filter(({ finding }) => isShown(finding))
      .map(({ finding, reason }) =>
        resultOf(finding, [{ kind: 'inSource', status: 'accepted', ...(reason !== '' && { justification: reason }) }]),
      ),
  ]
}

const regionOf = (start: Place, end: Place): Region => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
})

function artifactOf(path: string, file: string | undefined, cwd: string): ArtifactLocation {
  if (file === undefined) return { uri: 'stdin', description: { text: `Standard input, given as '${path}'.` } }
  const below = relative(cwd, file).replaceAll('\\', '/')
  // What lies elsewhere, on another disk too, has no path from the folder of the run on.
  if (below.startsWith('../') || /^[A-Za-z]:/.test(below)) return { uri: pathToFileURL(file).href }
  return { uri: below.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE }
}
