import type * as vscode from 'vscode'

const SECRET =
  /\b((?:Bearer|Basic|SharedAccessSignature)\s+)[^\s"',;]{8,}|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*|((?:\b(?:ocp-apim-)?subscription-key|\bx-functions-key|\bx-identity-header|\bapim-debug-authorization|\bclient_secret|\bclient_assertion|\brefresh_token|\baccess_token|\bprimaryKey|\bsecondaryKey|\bpassword|\bsig|[?&]code)["']?\s*[:=]\s*["']?)[^\s"'&,;}]+/gi

/** Tokens and keys never reach a log: whatever looks like one is cut out. */
export const withoutSecrets = (text: string): string =>
  text.replace(SECRET, (_all, scheme?: string, name?: string) => `${scheme ?? name ?? ''}[redacted]`)

const WRITING = new Set<PropertyKey>(['trace', 'debug', 'info', 'warn', 'error', 'append', 'appendLine', 'replace'])

/**
 * The channel, into which nothing goes but through `withoutSecrets`: at every level, by whomever. An error is written as its stack, since
 * its other properties may be a whole request.
 */
export const withoutSecretsIn = <C extends vscode.OutputChannel>(channel: C): C =>
  // An object of its own: a frozen channel would have to give its own methods.
  new Proxy<C>(Object.create(channel), {
    get(_own, name) {
      const value: unknown = Reflect.get(channel, name, channel)
      if (typeof value !== 'function') return value
      return WRITING.has(name)
        ? (...written: readonly unknown[]) => value.apply(channel, written.map(safe))
        : value.bind(channel)
    },
  })

function safe(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (value instanceof Error) return withoutSecrets(value.stack ?? value.message)
  if (typeof value !== 'object' || value === null) return value
  const json = JSON.stringify(value)
  return json === undefined ? value : withoutSecrets(json)
}
