import { realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { GATEWAYS, SCOPES } from '../../language-server/core/catalog/policy.ts'
import { LEVELS, type Level, RULE_SETS, type RuleSettings } from '../../language-server/core/configuration/levels.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { changedFiles } from '../changed-files.ts'
import { loadTemplates } from '../check-document.ts'
import { type Baseline, hideKnown, readBaseline, writeBaseline } from '../checking/baseline.ts'
import { type CheckRequest, checkFiles, checkInformationFiles, configuredFor } from '../checking/check-files.ts'
import { type Checked, countOf, type FixedFile } from '../checking/checked.ts'
import { createConfigurations } from '../checking/configurations.ts'
import { fixText } from '../checking/fix-text.ts'
import { fixHost, hostLanguage, placesFrom } from '../checking/host-files.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { type Input, readInputs } from '../files.ts'
import { oneOf } from '../one-of.ts'
import { replaceFile } from '../replace-file.ts'
import { OUTPUTS, reportAs } from '../report/report.ts'
import { readResources } from '../resources.ts'
import { ruleOrRefuse } from '../rule-named.ts'
import { version } from '../version.ts'
import { type ReadDocument, readWorkspace, workspaceBase } from '../workspace.ts'

const scopes = [...SCOPES, 'fragment', 'resolver'] as const

/** ARM calls the global scope the service's own: `service/policies/policy`. */
const scopeWord = (word: string): string => (word === 'service' ? 'global' : word)

const help = `Report what the service would refuse in policy documents, and what it would accept but hardly anybody wants.

Usage: policywright check [options] PATH...

PATH is a file, a folder (searched for policy documents), a glob, or '-' for standard input.
Files of Bicep (.bicep), Terraform (.tf, .tf.json) and ARM (.json) are checked for the policies that are written in them, and
tell the scope and the format of the documents that they load. In a folder, those of Bicep and Terraform are found too.

What is reported
  --set recommended|strict     the rules that are on (recommended)
  --rule ID[=LEVEL]            report a rule as ${LEVELS.join(', ')};
                               without LEVEL as severely as it is of its own; may be given again
  --baseline FILE              hide the findings that are in the file
  --update-baseline            write what is found to the file of --baseline, or of policywright.json
  --changed-since REVISION     only documents that differ from a revision of git
What is known
  --scope SCOPE                ${scopes.join(', ')};
                               by default it follows from the path, where that says it
  --gateway GATEWAY            ${GATEWAYS.join(', ')}
  --content-format rawxml|xml  plain C# in expressions (default), or strict XML
  --resources FILE             JSON that names what exists on the instance
What comes of it
  --fix                        make the fixes that have one remedy, and report what is left
  --max-warnings N             more warnings than N are a failure
  --output FORMAT              ${OUTPUTS.join(', ')}

The nearest policywright.json above a document says what no option does.

Exit code 0: no errors. 1: errors were found, or too many warnings. 2: wrong usage or unreadable input.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', default: 'text' },
        scope: { type: 'string' },
        gateway: { type: 'string' },
        'content-format': { type: 'string' },
        resources: { type: 'string' },
        set: { type: 'string' },
        rule: { type: 'string', multiple: true, default: [] },
        baseline: { type: 'string' },
        'update-baseline': { type: 'boolean', default: false },
        'changed-since': { type: 'string' },
        fix: { type: 'boolean', default: false },
        'max-warnings': { type: 'string' },
      },
    })
    const output = oneOf('--output', values.output, OUTPUTS)
    const mostWarnings = values['max-warnings'] === undefined ? undefined : wholeNumber(values['max-warnings'])
    const dialect = values['content-format']
    const options: DocumentOptions = {
      ...(dialect !== undefined && { dialect: oneOf('--content-format', dialect, ['rawxml', 'xml'] as const) }),
      ...(values.scope !== undefined && { scope: oneOf('--scope', scopeWord(values.scope), scopes) }),
      ...(values.gateway !== undefined && { gateway: oneOf('--gateway', values.gateway, GATEWAYS) }),
      ...(values.resources !== undefined && { resources: readResources(values.resources, terminal.cwd) }),
    }
    const configurations = createConfigurations()
    const request: CheckRequest = {
      options,
      rules: rulesOf(values.set, values.rule),
      configurations,
      onProgress: progressOn(terminal),
    }
    if (positionals.length === 0) throw new UsageError("name at least one PATH, or '-' for standard input.")
    const baselineFile = baselineOf(values.baseline, terminal.cwd, configurations)
    if (values['update-baseline'] && baselineFile === undefined)
      throw new UsageError('--update-baseline needs --baseline FILE, or the key baseline in policywright.json.')

    const named = await readAll(positionals, terminal)
    for (const { path, damaged } of named)
      if (damaged)
        terminal.err(
          `policywright check: '${path}' is neither UTF-8 nor UTF-16, so that characters of it are lost; save it as UTF-8.\n`,
        )
    const since = values['changed-since']
    const chosen = since === undefined ? named : onlyChanged(named, changedFiles(since, terminal.cwd))
    const placed = { ...(await withTemplates(request, named)), places: placesFrom(named) }
    const documents = named.filter((input) => hostLanguage(input) === undefined)
    const around = await withWorkspace(placed, documents, positionals, terminal.cwd)
    const { inputs, fixed, isWritten } = values.fix
      ? fixAll(chosen, around)
      : { inputs: chosen, fixed: undefined, isWritten: true }
    const ofResources = since === undefined ? checkInformationFiles(around, terminal.cwd) : []
    const files = [...checkFiles(inputs, around), ...ofResources]
    terminal.progress?.('')

    if (values['update-baseline'] && baselineFile !== undefined) {
      const count = writeBaseline(baselineFile, files, ifThere(baselineFile))
      terminal.err(`${count} finding${count === 1 ? '' : 's'} written to the baseline '${baselineFile}'.\n`)
    }
    const checked = withBaseline({ files, ...(fixed && { fixed }) }, baselineFile && readBaseline(baselineFile))
    terminal.out(reportAs(output, checked, { cwd: terminal.cwd, version: version() }))
    const warnings = countOf(checked, 'warning')
    if (!isWritten) return 2
    if (mostWarnings !== undefined && warnings > mostWarnings) {
      terminal.err(`policywright check: ${warnings} warnings are more than --max-warnings ${mostWarnings}.\n`)
      return 1
    }
    return countOf(checked, 'error') === 0 ? 0 : 1
  },
})

/** What reads Liquid is loaded where there is any. */
async function withTemplates(request: CheckRequest, inputs: readonly Input[]): Promise<CheckRequest> {
  for (const { text } of inputs) {
    const templates = await loadTemplates(text)
    if (templates !== undefined) return { ...request, options: { ...request.options, templates } }
  }
  return request
}

/** The documents of one folder know one another. */
async function withWorkspace(
  request: CheckRequest,
  inputs: readonly Input[],
  paths: readonly string[],
  cwd: string,
): Promise<CheckRequest> {
  const folders = paths
    .map((path) => resolve(cwd, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
  const where = workspaceBase(inputs, folders)
  if (where === undefined) return request
  const analysed: ReadDocument = (input) => analyse(input.text, configuredFor(input, request).options)
  return { ...request, workspace: await readWorkspace(inputs, where, analysed) }
}

async function readAll(paths: readonly string[], terminal: Terminal): Promise<readonly Input[]> {
  if (!paths.includes('-')) return readInputs(paths, terminal.cwd, { hosts: 'included' })
  const text = (await terminal.readInput()).replace(/^\uFEFF/, '')
  return readInputs(paths, terminal.cwd, { hosts: 'included', standardInput: { path: '-', text, file: undefined } })
}

/** `missing-base=off`, or `missing-base` for a rule of the strict set. */
function rulesOf(set: string | undefined, named: readonly string[]): RuleSettings {
  const levels: Record<string, Level> = {}
  for (const entry of named) {
    const [id = '', ...level] = entry.split('=')
    const rule = ruleOrRefuse(id)
    levels[id] = level.length === 0 ? rule.severity : oneOf(`--rule ${id}`, level.join('='), LEVELS)
  }
  return { ...(set !== undefined && { set: oneOf('--set', set, RULE_SETS) }), levels }
}

function baselineOf(
  option: string | undefined,
  cwd: string,
  configurations: ReturnType<typeof createConfigurations>,
): string | undefined {
  if (option !== undefined) return resolve(cwd, option)
  const { folder, configuration } = configurations.above(cwd)
  return configuration.baseline === undefined ? undefined : resolve(folder, configuration.baseline)
}

/** What there is of a baseline that is about to be written. */
function ifThere(file: string): Baseline | undefined {
  try {
    realpathSync(dirname(file))
    realpathSync(file)
  } catch {
    return undefined
  }
  return readBaseline(file)
}

function withBaseline(checked: Checked, baseline: Baseline | undefined | ''): Checked {
  if (baseline === undefined || baseline === '') return checked
  const { files, outcome } = hideKnown(checked.files, baseline)
  return { ...checked, files, baseline: outcome }
}

/** Standard input has no history: it is always checked. */
const onlyChanged = (inputs: readonly Input[], changed: ReadonlySet<string>): readonly Input[] =>
  inputs.filter(({ file }) => file === undefined || changed.has(realpathSync(file)))

function fixAll(
  inputs: readonly Input[],
  request: CheckRequest,
): { readonly inputs: readonly Input[]; readonly fixed: readonly FixedFile[]; readonly isWritten: boolean } {
  if (inputs.some(({ file }) => file === undefined)) throw new UsageError("--fix writes files; '-' is none.")
  const fixed: FixedFile[] = []
  let isWritten = true
  const after = inputs.map((input) => {
    const configured = configuredFor(input, request)
    const language = hostLanguage(input)
    const made = language === undefined ? fixText(input.text, configured) : fixHost(input, language, configured)
    const problem = made.text === input.text ? undefined : problemOfWriting(input, made.text)
    if (problem !== undefined) isWritten = false
    const { text, fixes, left } = problem === undefined ? made : { text: input.text, fixes: [], left: problem }
    fixed.push({ path: input.path, fixes, ...(left !== undefined && { left }) })
    return { ...input, text }
  })
  return { inputs: after, fixed, isWritten }
}

/** A file that cannot be written is left, and the others are not kept waiting for it. */
function problemOfWriting({ file, text }: Input, after: string): string | undefined {
  try {
    if (file !== undefined) replaceFile(file, text, after)
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

/** A line that rewrites itself, about ten times a second at most, where somebody looks. */
function progressOn({ progress }: Terminal): (done: number, all: number) => void {
  let told = Date.now()
  return (done, all) => {
    if (progress === undefined || Date.now() - told < 100) return
    told = Date.now()
    progress(`${done} of ${all} documents`)
  }
}

/** @throws UsageError when it is none */
function wholeNumber(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new UsageError(`--max-warnings '${value}' is no whole number from 0 on.`)
}
