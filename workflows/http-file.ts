import { REDACTED } from '../azure/redact.ts'
import type { CallReport } from './call.ts'
import type { Exchange } from './exchange.ts'

/**
 * The calls of a report as an `.http` file, as REST clients of editors read it: tokens, keys and other secrets are variables, which the user
 * sets elsewhere.
 */
export function httpFile(
  report: Pick<CallReport, 'api' | 'operation' | 'audience' | 'without' | 'with' | 'verdict'>,
): string {
  const { api, operation, audience, verdict } = report
  const variables = new Set<string>()
  const calls = [
    report.without && request('Without a token', report.without, variables),
    report.with && request('With a token', report.with, variables),
  ].filter((one) => one !== undefined)
  const hints = [...variables].sort().map((name) => `# {{${name}}}: ${meaning(name, audience)}`)
  return [
    `# ${api}: ${operation}`,
    `# ${oneLine(verdict.message)}`,
    ...(hints.length === 0 ? [] : ['# Variables to set in your REST client; no secret is in this file:', ...hints]),
    '',
    calls.join('\n'),
  ].join('\n')
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

function meaning(name: string, audience: string | undefined): string {
  if (name === 'token') return `an access token${audience === undefined ? '' : ` for ${audience}`}`
  return name === 'subscriptionKey' ? 'key of a subscription to the API' : 'a value that is secret'
}

function request(title: string, { request: { method, url, headers, body } }: Exchange, variables: Set<string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${unfilled(name, value, variables)}`)
  return [
    `### ${title}`,
    `${method} ${url.replaceAll(new RegExp(`([?&])([^=&#]+)=${REDACTED}`, 'g'), (_all, mark: string, name: string) => `${mark}${name}=${variable(decodeURIComponent(name), variables)}`)}`,
    ...lines,
    ...(body === undefined ? [] : ['', body.replaceAll(REDACTED, '{{secret}}')]),
    '',
  ].join('\n')
}

const unfilled = (name: string, value: string, variables: Set<string>): string =>
  value.includes(REDACTED) ? value.replaceAll(REDACTED, variable(name, variables)) : value

function variable(name: string, variables: Set<string>): string {
  const known = /authorization|token/i.test(name)
    ? 'token'
    : /subscription/i.test(name)
      ? 'subscriptionKey'
      : name.replaceAll(/[^\w]+/g, '_')
  variables.add(known)
  return `{{${known}}}`
}
