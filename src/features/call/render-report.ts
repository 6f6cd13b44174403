import type { CallReport } from '../../../workflows/call.ts'
import type { Exchange } from '../../../workflows/exchange.ts'
import { prettyBody } from '../../../workflows/pretty-body.ts'
import { isProof } from '../../../workflows/verdict.ts'
import { type Html, html, join, raw } from './html.ts'
import { commandUri, policyLink } from './page-links.ts'
import { STYLE } from './page-style.ts'
import { renderComparison } from './render-comparison.ts'
import { renderTrace } from './render-trace.ts'

/**
 * The page of one call: verdict, both exchanges side by side, the token against the policy, its claims, the trace. Every value is escaped.
 * @param nonce random, for the one style sheet that the page may have.
 */
export function renderReport(report: CallReport, nonce: string): string {
  const { api, operation } = report
  return html`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>Call ${operation}</title><style nonce="${nonce}">${raw(STYLE)}</style></head><body>
<h1>${api}: ${operation}</h1>
${verdict(report)}${actions(report)}
<main><div class="sides">${side('Without a token', report.without)}${side(withWhose(report), report.with)}</div>
${renderComparison(report)}${renderTrace(report)}${claims(report)}</main>
</body></html>`.text
}

const withWhose = ({ caller }: CallReport): string =>
  caller === undefined ? 'With your token' : `With a token of ${caller}`

function verdict({ verdict: reached, explanation, predictions }: CallReport): Html {
  const said = explanation !== undefined && reached.message.includes(explanation.message)
  const place = explanation?.policy ? html` ${policyLink(explanation.policy)}` : html``
  const why =
    explanation && reached.name !== 'protected'
      ? html`<p>${said ? '' : explanation.message}${place}</p><p><b>What to do</b>${explanation.remedy}</p>`
      : html``
  const expected = predictions.map((text) =>
    explanation !== undefined && text.startsWith(explanation.message)
      ? html`<p>This was expected before the call.</p>`
      : html`<p>Expected before the call: ${text}</p>`,
  )
  return html`<div class="verdict ${isProof(reached) ? 'good' : 'bad'}" role="status"><b id="verdict">${reached.message}</b>${why}${join(expected)}</div>`
}

/** Links, since the page runs no script: Tab reaches them, and Enter follows them. */
function actions(report: CallReport): Html {
  const { api, verdict: reached, explanation, token, trace } = report
  const link = (command: string, text: string, argument?: unknown): Html =>
    html`<a href="${commandUri(command, argument)}">${text}</a>`
  const repair = explanation?.repair
  const done = trace?.status === 'traced'
  return html`<nav aria-label="Actions">${join([
    ...(repair ? [html`<a class="primary" href="${commandUri('repairCalledPolicy')}">${repair.fix.title}</a>`] : []),
    ...(reached.name === 'not-protected'
      ? [link('secureApi', 'Secure this API', { policy: { kind: 'api', api } })]
      : []),
    link('repeatCall', 'Call again'),
    ...(done ? [] : [link('traceCall', 'Call again with a trace')]),
    link('exportCall', 'Export as .http'),
    ...(token ? [link('copyCallToken', 'Copy the token')] : []),
  ])}</nav>`
}

function side(title: string, exchange: Exchange | undefined): Html {
  if (!exchange) return html``
  const { request, response, milliseconds, waited } = exchange
  const times = `${milliseconds.toFixed(0)} ms${waited === undefined ? '' : `, ${waited.toFixed(0)} ms to the first byte`}`
  const body = prettyBody(response.body, response.headers['content-type'])
  return html`<section><h2>${title}</h2>
<div class="status">${response.status} <small>${response.statusText} · <span class="muted">${times}</span></small></div>
<p><code>${request.method} ${request.url}</code></p>
<details open><summary>Answer</summary><pre tabindex="0">${body || '(no body)'}${response.truncated ? '\n…' : ''}</pre></details>
<details><summary>Answer headers</summary>${table(response.headers)}</details>
<details><summary>Request headers</summary>${table(request.headers)}</details>${
    request.body === undefined
      ? ''
      : html`
<details><summary>Request body</summary><pre tabindex="0">${prettyBody(request.body)}</pre></details>`
  }</section>`
}

const claims = ({ token, audience }: CallReport): Html =>
  token
    ? html`<section><h2>Claims of the token</h2><p>Asked for <code>${audience ?? ''}</code>. Personal claims are masked, and the signature is not part of the page.</p><details open><summary>Claims</summary>${table(token.claims, instants)}</details>
<details><summary>Header</summary>${table(token.header)}</details></section>`
    : html``

/** Claims that are seconds since 1970. */
const TIMES = new Set(['exp', 'nbf', 'iat', 'auth_time'])

const instants = (name: string, value: unknown): string =>
  TIMES.has(name) && typeof value === 'number' ? ` (${new Date(value * 1000).toISOString()})` : ''

const table = (
  values: Readonly<Record<string, unknown>>,
  also: (name: string, value: unknown) => string = () => '',
): Html =>
  html`<table><tbody>${join(Object.entries(values).map(([name, value]) => html`<tr><td>${name}</td><td>${typeof value === 'string' ? value : JSON.stringify(value)}${also(name, value)}</td></tr>`))}</tbody></table>`
