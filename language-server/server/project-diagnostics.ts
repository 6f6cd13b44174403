import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node'
import { type KnownFindings, knownKey } from '../core/configuration/baseline.ts'
import { checkProgram, type FileFinding, rulePageAddress, type Severity } from '../core/service.ts'
import type { ServerSettings } from '../protocol.ts'
import { rangeOfPlace } from './across.ts'
import { fingerprint } from './fingerprint.ts'
import type { Projects } from './projects.ts'
import type { Timers } from './scheduler.ts'

/** What is wrong with the files of a workspace that the editor need not have open. */
export interface ProjectDiagnostics {
  /** Looks soon; what was found before and is gone is taken back. */
  request(): void
  dispose(): void
}

export interface ProjectDiagnosticsHost {
  readonly connection: Connection
  readonly projects: Projects
  readonly timers: Timers
  /** How the findings of a file are reported, and which are known. */
  settings(uri: string): Pick<ServerSettings, 'rules' | 'known'>
}

/** Milliseconds; nobody waits for these. */
const WAIT = 300

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

export function createProjectDiagnostics(host: ProjectDiagnosticsHost): ProjectDiagnostics {
  const { connection, projects, timers, settings } = host
  const told = new Map<string, string>()
  let cancel = (): void => undefined

  const look = (): void => {
    const found = new Map<string, Diagnostic[]>()
    for (const { project, uriOf } of projects.scanned()) {
      for (const program of project.model.programs()) {
        for (const finding of checkProgram(program, (path) => settings(uriOf(path)).rules)) {
          const uri = uriOf(finding.path)
          if (isKnown(finding, settings(uri).known)) continue
          found.set(uri, [...(found.get(uri) ?? []), diagnosticOf(finding)])
        }
      }
    }
    for (const uri of told.keys()) if (!found.has(uri)) found.set(uri, [])
    for (const [uri, diagnostics] of found) {
      const key = JSON.stringify(diagnostics)
      if (told.get(uri) === key) continue
      if (diagnostics.length === 0) told.delete(uri)
      else told.set(uri, key)
      void connection.sendDiagnostics({ uri, diagnostics })
    }
  }
  return {
    request() {
      cancel()
      cancel = timers.after(WAIT, look)
    },
    dispose: () => cancel(),
  }
}

/** The command line hashes these findings so: they have no element that tells them. */
const isKnown = ({ rule, message }: FileFinding, known: KnownFindings | undefined): boolean =>
  known?.has(knownKey({ rule, fingerprint: fingerprint(`${rule}\0${message}`).slice(0, 16) })) === true

const diagnosticOf = ({ rule, severity, message, at }: FileFinding): Diagnostic => ({
  range: rangeOfPlace(at),
  severity: severities[severity],
  code: rule,
  codeDescription: { href: rulePageAddress(rule) },
  source: 'policywright',
  message,
})
