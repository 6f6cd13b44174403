import type { PolicyRef } from '../../../azure/apim-port.ts'
import type { CallReport } from '../../../workflows/call.ts'
import type { Exchange } from '../../../workflows/exchange.ts'
import { type Html, html, join, raw } from './html.ts'

const STYLE = `
  body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 1.2em 2em; }
  h1 { font-size: 1.3em; margin: 1em 0 .4em; } h2 { font-size: 1.05em; margin: 0 0 .6em; }
  .verdict { border-left: 4px solid; padding: .6em 1em; margin: 0 0 1.2em; background: var(--vscode-textBlockQuote-background); }
  .good { border-color: var(--vscode-testing-iconPassed); } .bad { border-color: var(--vscode-testing-iconFailed); }
  .verdict b { display: block; font-size: 1.1em; } .verdict p { margin: .4em 0 0; }
  .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(15em, 1fr)); gap: 1.2em; }
  section { margin-bottom: 1.2em; border: 1px solid var(--vscode-panel-border); border-radius: 4px; padding: .9em 1em; min-width: 0; }
  .status { font-size: 1.5em; font-weight: 600; } .status small { font-size: .55em; font-weight: 400; opacity: .75; }
  table { border-collapse: collapse; width: 100%; } td { padding: .15em .8em .15em 0; vertical-align: top; overflow-wrap: anywhere; }
  td:first-child { opacity: .75; white-space: nowrap; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--vscode-textCodeBlock-background); padding: .7em; overflow: auto; max-height: 24em; margin: .5em 0; }
  summary { cursor: pointer; margin: .5em 0 .3em; } code { overflow-wrap: anywhere; }
`

/** The page of one call: verdict, both exchanges side by side, the token's claims. Every value is escaped. */
export function renderReport(report: CallReport): string {
  const link = (command: string, policy: PolicyRef): string =>
    `command:policywright.${command}?${encodeURIComponent(JSON.stringify([{ policy }]))}`
  const { api, operation } = report
  const again = link('callOperation', { kind: 'operation', api, operation })
  const secure =
    report.verdict.name === 'not-protected'
      ? html` · <a href="${link('secureApi', { kind: 'api', api })}">Secure this API</a>`
      : html``
  return html`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Call ${report.operation}</title><style>${raw(STYLE)}</style></head><body>
<h1>${report.api}: ${report.operation}</h1>
${verdict(report)}
<div class="sides">${side('Without a token', report.without)}${side('With your token', report.with)}</div>${claims(report)}
<p><a href="${again}">Call again</a>${secure}</p>
</body></html>`.text
}

function verdict({ verdict: { name, message }, explanation, predictions }: CallReport): Html {
  const good = name === 'protected' || name === 'accepted-with-token' || name === 'refused-without-token'
  const why =
    explanation && name !== 'protected'
      ? html`<p>${explanation.message}</p><p><b>What to do</b>${explanation.remedy}</p>`
      : html``
  return html`<div class="verdict ${good ? 'good' : 'bad'}"><b id="verdict">${message}</b>${why}${join(predictions.map((text) => html`<p>${text}</p>`))}</div>`
}

function side(title: string, exchange: Exchange | undefined): Html {
  if (!exchange) return html``
  const { request, response, milliseconds } = exchange
  return html`<section><h2>${title}</h2>
<div class="status">${response.status} <small>${response.statusText} · ${milliseconds.toFixed(0)} ms</small></div>
<p><code>${request.method} ${request.url}</code></p>
<details open><summary>Answer</summary><pre>${pretty(response.body) || '(no body)'}${response.truncated ? '\n…' : ''}</pre></details>
<details><summary>Answer headers</summary>${table(response.headers)}</details>
<details><summary>Request headers</summary>${table(request.headers)}</details></section>`
}

const claims = ({ token, audience }: CallReport): Html =>
  token
    ? html`<section><h2>Your token</h2><p>Asked for <code>${audience ?? ''}</code></p><details open><summary>Claims</summary>${table(token.claims)}</details>
<details><summary>Header</summary>${table(token.header)}</details></section>`
    : html``

const table = (values: Readonly<Record<string, unknown>>): Html =>
  html`<table>${join(Object.entries(values).map(([name, value]) => html`<tr><td>${name}</td><td>${typeof value === 'string' ? value : JSON.stringify(value)}</td></tr>`))}</table>`

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body
  }
}
