import { CodeActionKind, type Connection, type Diagnostic, type Position, type Range } from 'vscode-languageserver/node'
import type { KnownFindings } from '../core/configuration/baseline.ts'
import { type Hosted, hostedIn, hostLanguageOf, type InlinePolicy } from '../core/hosts/hosted.ts'
import { readLiteral } from '../core/hosts/literal.ts'
import { writeLiteral } from '../core/hosts/write-literal.ts'
import { applyEdits, type PolicyService, type PolicyText } from '../core/service.ts'
import { createLineMap } from '../core/text/line-map.ts'
import type { Span } from '../core/text/span.ts'
import {
  HOST_ACTIONS_REQUEST,
  HOST_POLICIES_REQUEST,
  HOST_WRITE_REQUEST,
  type HostAction,
  type HostActionsParams,
  type HostEdit,
  type HostParams,
  type HostPolicies,
  type HostPolicy,
  type HostWriteParams,
  type ServerSettings,
} from '../protocol.ts'
import { guard, type Log } from './guard.ts'
import type { Templates } from './templates.ts'

export interface HostsHost {
  readonly connection: Connection
  readonly service: PolicyService
  readonly templates: Templates
  readonly log: Log
  settings(uri: string): Promise<ServerSettings>
  /** What the baseline hides in a policy of a file. */
  known(uri: string, key: string): KnownFindings | undefined
}

/** Answers for files of infrastructure: which policies are in them, what is wrong with these, and how one is written back. */
export function registerHosts(host: HostsHost): void {
  const { connection, templates, log } = host
  connection.onRequest(HOST_POLICIES_REQUEST, async (params: HostParams) => {
    // Nobody asks again when the library is there.
    await templates.ready(params.text)
    const settings = await host.settings(params.uri)
    return guard('Policies in a file', log, () => policiesIn({ host, params, settings }))
  })
  connection.onRequest(HOST_ACTIONS_REQUEST, async (params: HostActionsParams) => {
    const settings = await host.settings(params.uri)
    return guard('Quick fixes in a file', log, () => actionsAt({ host, params, settings }))
  })
  connection.onRequest(HOST_WRITE_REQUEST, (params: HostWriteParams) =>
    guard('Writing a policy', log, () => write(params)),
  )
}

const hosted = ({ uri, text }: HostParams): Hosted => {
  const language = hostLanguageOf(uri.split(/[?#]/)[0] ?? '')
  return language === undefined ? { inline: [], loaded: [] } : hostedIn(text, language)
}

function rangesOf(text: string): (span: Span) => Range {
  const lines = createLineMap(text)
  return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) })
}

interface Found {
  readonly policy: InlinePolicy
  readonly text: string
  readonly document: PolicyText
  /** What is wrong with it, by its own lines and by those of the file. */
  findings(): readonly { readonly own: Diagnostic; readonly shown: Diagnostic }[]
}

interface Asked<T extends HostParams> {
  readonly host: Pick<HostsHost, 'service' | 'known'>
  readonly params: T
  readonly settings: ServerSettings
}

interface Reading extends Asked<HostParams> {
  readonly policies: readonly InlinePolicy[]
}

/** The policies in a file, each as the document that it is. */
function* read({ host: { service, known: knownOf }, params, settings, policies }: Reading): Generator<Found> {
  const rangeOf = rangesOf(params.text)
  for (const policy of policies) {
    const { key, scope, dialect } = policy
    const { text, toHost } = readLiteral(params.text, policy.literal)
    const uri = addressOf(params, key)
    const known = knownOf(params.uri, key)
    const document = service.open({
      uri,
      version: 0,
      text,
      options: {
        dialect: dialect ?? settings.contentFormat,
        ...(scope && { scope }),
        ...(settings.gateway !== 'unknown' && { gateway: settings.gateway }),
        ...(settings.placeholders && { placeholders: settings.placeholders }),
      },
      ruleSettings: settings.rules,
      ...(known && { known }),
    })
    const { lines } = document.analysis()
    const inHost = ({ start, end }: Range): Range =>
      rangeOf({ start: toHost(lines.offsetAt(start)), end: toHost(lines.offsetAt(end)) })
    const findings = () =>
      document.diagnostics().map((own) => {
        // What points elsewhere in the policy would point to nowhere in this file.
        const { relatedInformation: _, data: __, ...rest } = own
        return { own, shown: { ...rest, range: inHost(own.range) } }
      })
    try {
      yield { policy, text, findings, document }
    } finally {
      service.close(uri)
    }
  }
}

const addressOf = ({ uri }: HostParams, key: string): string => `${uri}#${key}`

function policiesIn(asked: Asked<HostParams>): HostPolicies {
  const { params } = asked
  const rangeOf = rangesOf(params.text)
  const { inline: policies, loaded } = hosted(params)
  const inline: HostPolicy[] = []
  const diagnostics: Diagnostic[] = []
  for (const { policy, text, findings } of read({ ...asked, policies })) {
    const { key, name, scope, dialect, literal } = policy
    inline.push({ key, name, ...(scope && { scope }), ...(dialect && { dialect }), range: rangeOf(literal), text })
    diagnostics.push(...findings().map(({ shown }) => shown))
  }
  const links = loaded.map(({ path, scope, at }) => ({
    range: rangeOf(at),
    path,
    ...(scope && { scope }),
  }))
  return { inline, links, diagnostics }
}

/** The quick fixes of the findings at a range, written the way that their strings are. */
function actionsAt(asked: Asked<HostActionsParams>): readonly HostAction[] {
  const { params } = asked
  const rangeOf = rangesOf(params.text)
  const policies = hosted(params).inline.filter(({ literal }) => touches(rangeOf(literal), params.range))
  const actions: HostAction[] = []
  for (const { policy, text, findings, document } of read({ ...asked, policies })) {
    const { key, literal } = policy
    const { lines } = document.analysis()
    const seen = new Set<string>()
    for (const { own, shown } of findings()) {
      if (!touches(shown.range, params.range)) continue
      for (const { title, isPreferred = false, edit, diagnostics } of document.codeActions(own.range, {
        only: QUICK_FIX,
      })) {
        const changes = edit?.changes?.[addressOf(params, key)]
        // Two findings at one place offer the fixes of both.
        if (changes === undefined || seen.has(JSON.stringify([title, changes]))) continue
        seen.add(JSON.stringify([title, changes]))
        const edits = changes.map(({ range, newText }) => ({
          span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
          newText,
        }))
        const written = writeLiteral(params.text, literal, applyEdits(text, edits))
        if (written === undefined) continue
        const isOfThis = diagnostics?.some(({ code, range }) => code === own.code && same(range, own.range)) === true
        actions.push({
          key,
          title,
          isPreferred,
          ...(isOfThis && { diagnostic: shown }),
          ...('refused' in written ? written : { edit: { range: rangeOf(written.span), newText: written.newText } }),
        })
      }
    }
  }
  return actions
}

const QUICK_FIX = [CodeActionKind.QuickFix]

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character)

const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start)

const same = (a: Range, b: Range): boolean => JSON.stringify(a) === JSON.stringify(b)

function write({ key, before, after, ...params }: HostWriteParams): HostEdit {
  const policy = hosted(params).inline.find((one) => one.key === key)
  if (policy === undefined)
    return {
      refused: `The file has no policy '${key}' any more: close this tab and open the policy from the file again.`,
    }
  const { text } = readLiteral(params.text, policy.literal)
  if (plain(text) !== plain(before))
    return {
      refused: `The policy '${key}' was changed in its file meanwhile: reopen it (File: Revert File) before you change it here.`,
    }
  const edit = writeLiteral(params.text, policy.literal, after)
  if (edit === undefined) return {}
  return 'refused' in edit ? edit : { edit: { range: rangesOf(params.text)(edit.span), newText: edit.newText } }
}

/** Editors give all lines the same end. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n')
