import type { CallReport } from '../../../workflows/call.ts'
import type { TraceStep } from '../../../workflows/trace-steps.ts'
import { type Html, html, join } from './html.ts'
import { policyLink } from './page-links.ts'

/** What each policy did, in order. */
export function renderTrace({ trace }: CallReport): Html {
  if (trace === undefined) return html``
  if (trace.status === 'refused') return html`<section><h2>Trace</h2><p>${trace.message}</p></section>`
  return html`<section><h2>Trace</h2>
<table><thead><tr><th scope="col">Section</th><th scope="col">Policy</th><th scope="col">Where</th><th scope="col">At, ms</th><th scope="col">Took, ms</th><th scope="col">What</th></tr></thead><tbody>${join(trace.steps.map(step))}</tbody></table></section>`
}

const number = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(1))

const step = ({ section, source, policy, at, took, message, data }: TraceStep): Html =>
  html`<tr><td>${section}</td><td><code>${source}</code></td><td>${policy === undefined ? '' : policyLink(policy)}</td><td class="number">${number(at)}</td><td class="number">${number(took)}</td><td>${message}${details(data)}</td></tr>`

/** A text stands in the line already. */
const details = (data: unknown): Html =>
  typeof data !== 'object' || data === null
    ? html``
    : html`<details><summary>Details</summary><pre tabindex="0">${JSON.stringify(data, undefined, 2)}</pre></details>`
