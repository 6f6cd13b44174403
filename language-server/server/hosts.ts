import type { Connection, Diagnostic, Range } from 'vscode-languageserver/node'
import { type Hosted, hostedIn, hostLanguageOf } from '../core/hosts/hosted.ts'
import { readLiteral } from '../core/hosts/literal.ts'
import { writeLiteral } from '../core/hosts/write-literal.ts'
import type { PolicyService } from '../core/service.ts'
import { createLineMap } from '../core/text/line-map.ts'
import type { Span } from '../core/text/span.ts'
import {
  HOST_POLICIES_REQUEST,
  HOST_WRITE_REQUEST,
  type HostEdit,
  type HostParams,
  type HostPolicies,
  type HostWriteParams,
  type ServerSettings,
} from '../protocol.ts'
import { guard, type Log } from './guard.ts'

export interface HostsHost {
  readonly connection: Connection
  readonly service: PolicyService
  readonly log: Log
  settings(uri: string): ServerSettings
}

/** Answers for files of infrastructure: which policies are in them, what is wrong with these, and how one is written back. */
export function registerHosts({ connection, service, log, settings }: HostsHost): void {
  connection.onRequest(HOST_POLICIES_REQUEST, (params: HostParams) =>
    guard('Policies in a file', log, () => policiesIn(service, params, settings(params.uri))),
  )
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

function policiesIn(service: PolicyService, params: HostParams, settings: ServerSettings): HostPolicies {
  const { inline, loaded } = hosted(params)
  const rangeOf = rangesOf(params.text)
  const read = inline.map((policy) => ({ policy, ...readLiteral(params.text, policy.literal) }))
  return {
    inline: read.map(({ policy: { key, name, scope, dialect, literal }, text }) => ({
      key,
      name,
      ...(scope && { scope }),
      ...(dialect && { dialect }),
      range: rangeOf(literal),
      text,
    })),
    links: loaded.map(({ path, scope, at }) => ({ range: rangeOf(at), path, ...(scope && { scope }) })),
    diagnostics: read.flatMap(({ policy: { key, scope, dialect }, text, toHost }) => {
      const document = service.open({
        uri: `${params.uri}#${key}`,
        version: 0,
        text,
        options: {
          dialect: dialect ?? settings.contentFormat,
          ...(scope && { scope }),
          ...(settings.gateway !== 'unknown' && { gateway: settings.gateway }),
          ...(settings.placeholders && { placeholders: settings.placeholders }),
        },
        ruleSettings: settings.rules,
        ...(settings.known && { known: settings.known }),
      })
      const { lines } = document.analysis()
      const found = document.diagnostics().map((diagnostic): Diagnostic => {
        const at = ({ start, end }: Range): Range =>
          rangeOf({ start: toHost(lines.offsetAt(start)), end: toHost(lines.offsetAt(end)) })
        // What points elsewhere in the policy would point to nowhere in this file.
        const { relatedInformation: _, data: __, ...rest } = diagnostic
        return { ...rest, range: at(diagnostic.range) }
      })
      service.close(`${params.uri}#${key}`)
      return found
    }),
  }
}

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
