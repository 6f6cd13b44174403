import { createHash } from 'node:crypto'
import { join, relative } from 'node:path'
import { layered, type RuleSettings } from '../../language-server/core/configuration/levels.ts'
import type { HostLanguage } from '../../language-server/core/hosts/hosted.ts'
import { checkAll } from '../../language-server/core/lint/check.ts'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { type Analysis, analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import type { Input } from '../files.ts'
import type { CommandWorkspace } from '../workspace.ts'
import type { CheckedFile, Place, ReportedFinding } from './checked.ts'
import type { Configurations, Configured } from './configurations.ts'
import { fingerprintOf } from './fingerprint.ts'
import { hostLanguage, inlineTexts, optionsOfPlace, real } from './host-files.ts'

/** What options of the command line say; they count more than configuration and place. */
export interface CheckRequest {
  readonly options: DocumentOptions
  readonly rules: RuleSettings
  readonly configurations: Configurations
  /** What the other documents of the workspace say to one. */
  readonly workspace?: CommandWorkspace
  /** What files of infrastructure say of the documents that they load, by the absolute path of these. */
  readonly places?: ReadonlyMap<string, DocumentOptions>
  /** Told after each document. */
  readonly onProgress?: (done: number, all: number) => void
}

/** Checks every document, in order. */
export function checkFiles(inputs: readonly Input[], request: CheckRequest): readonly CheckedFile[] {
  return inputs.map((input, at) => {
    const language = hostLanguage(input)
    const checked = language === undefined ? checkFile(input, request) : checkHost(input, language, request)
    request.onProgress?.(at + 1, inputs.length)
    return checked
  })
}

/** What holds for a document: the command line before the configuration before what its path says. */
export function configuredFor(
  { file }: Pick<Input, 'file'>,
  { options, rules, configurations, places }: CheckRequest,
): Configured {
  const there: Configured = file === undefined ? { options: {}, rules: NO_RULES } : configurations.of(file)
  const place = file === undefined || !places?.size ? undefined : places.get(real(file))
  return { options: { ...there.options, ...place, ...options }, rules: rulesOver(there.rules, rules) }
}

const NO_RULES: RuleSettings = { levels: {} }
const layers = new WeakMap<RuleSettings, WeakMap<RuleSettings, RuleSettings>>()

/** One object for all documents to which the same rules apply: which rules are asked is worked out once for each. */
function rulesOver(there: RuleSettings, rules: RuleSettings): RuleSettings {
  const over = layers.get(there) ?? new WeakMap<RuleSettings, RuleSettings>()
  layers.set(there, over)
  const found = over.get(rules) ?? layered([there, rules])
  over.set(rules, found)
  return found
}

function checkFile(input: Input, request: CheckRequest): CheckedFile {
  const { path, text, file } = input
  const { options, rules } = configuredFor(input, request)
  const around = file === undefined ? {} : (request.workspace?.around(file) ?? {})
  const resources = { ...around.resources, ...options.resources }
  // Read again, although the workspace has read it: to keep the trees of thousands of documents costs as much time, and a third more memory.
  const analysis = analyse(text, { ...around, ...options, ...(Object.keys(resources).length > 0 && { resources }) })
  const { findings, suppressed } = checkAll(analysis, { settings: rules })
  return {
    path,
    file,
    findings: findings.map((finding) => reported(finding, analysis)),
    suppressed: suppressed.map(({ finding, reason }) => ({ finding: reported(finding, analysis), reason })),
    known: [],
  }
}

/** Checks the policies that are written in a file of infrastructure; lines and columns are those of the file. */
function checkHost(input: Input, language: HostLanguage, request: CheckRequest): CheckedFile {
  const { path, text, file } = input
  const configured = configuredFor(input, request)
  const lines = createLineMap(text)
  const found = inlineTexts(input, language).map(({ policy, text: inner, toHost }) => {
    const options = { ...configured.options, ...optionsOfPlace(policy), ...request.options }
    const analysis = analyse(inner, options)
    const { findings, suppressed } = checkAll(analysis, { settings: configured.rules })
    const place = (offset: number): Place => {
      const { line, character } = lines.positionAt(toHost(offset))
      return { line: line + 1, column: character + 1 }
    }
    // How the string is written decides how a fix would be: `--fix` writes it, an output cannot show it.
    const inHost = (finding: Finding): ReportedFinding => ({
      ...reported(finding, analysis),
      policy: policy.key,
      start: place(finding.span.start),
      end: place(finding.span.end),
      fixes: () => [],
    })
    return {
      findings: findings.map(inHost),
      suppressed: suppressed.map(({ finding, reason }) => ({ finding: inHost(finding), reason })),
    }
  })
  return {
    path,
    file,
    findings: found.flatMap(({ findings }) => findings),
    suppressed: found.flatMap(({ suppressed }) => suppressed),
    known: [],
  }
}

/** The files that describe resources and have something wrong with them. */
export function checkInformationFiles(
  { workspace, configurations, rules }: CheckRequest,
  cwd: string,
): readonly CheckedFile[] {
  const settings = (file: string): RuleSettings => rulesOver(configurations.of(file).rules, rules)
  const files = new Map<string, ReportedFinding[]>()
  for (const { path, rule, severity, message, at } of workspace?.findings(settings) ?? []) {
    const start = { line: at.line + 1, column: at.start + 1 }
    const end = { line: at.line + 1, column: at.end + 1 }
    const fingerprint = createHash('sha256').update(`${rule}\0${message}`).digest('hex').slice(0, 16)
    files.set(path, [...(files.get(path) ?? []), { rule, severity, message, start, end, fingerprint, fixes: () => [] }])
  }
  return [...files].map(([path, findings]) => {
    const file = join(workspace?.base ?? '', path)
    return { path: relative(cwd, file).replaceAll('\\', '/'), file, findings, suppressed: [], known: [] }
  })
}

function reported(finding: Finding, analysis: Analysis): ReportedFinding {
  const place = (offset: number): Place => {
    const { line, character } = analysis.lines.positionAt(offset)
    return { line: line + 1, column: character + 1 }
  }
  const { rule, severity, raised, message, span, fixes } = finding
  return {
    rule,
    severity,
    ...(raised && { raised }),
    message,
    start: place(span.start),
    end: place(span.end),
    fingerprint: fingerprintOf(finding, analysis),
    fixes: () =>
      (fixes?.() ?? []).map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({
          start: place(edit.span.start),
          end: place(edit.span.end),
          newText: edit.newText,
        })),
      })),
  }
}
