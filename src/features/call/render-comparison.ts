import type { CallReport } from '../../../workflows/call.ts'
import type { Comparison } from '../../../workflows/explain.ts'
import { type Html, html, join } from './html.ts'
import { policyLink } from './page-links.ts'

const FITS = { holds: '✓ yes', fails: '✗ no', unknown: '? not known here' } as const

/** The token against each policy that checks it, aspect by aspect. */
export function renderComparison({ comparison }: CallReport): Html {
  const compared = comparison.filter(({ aspects }) => aspects.length > 0)
  if (compared.length === 0) return html``
  return html`<section><h2>Token and policy</h2>${join(compared.map(oneCheck))}</section>`
}

const oneCheck = ({ policy, ref, line, runs, aspects }: Comparison): Html =>
  html`<h3><code>${policy}</code> of ${policyLink({ ref, line })}${runs === 'sometimes' ? ' (on a branch of choose)' : ''}</h3>
<table><thead><tr><th scope="col">Asked for</th><th scope="col">Wanted</th><th scope="col">The token has</th><th scope="col">Fits</th></tr></thead><tbody>${join(
    aspects.map(
      ({ name, wanted, has, outcome }) =>
        html`<tr><td>${name}</td><td>${wanted}</td><td>${has}</td><td class="fits ${outcome}">${FITS[outcome]}</td></tr>`,
    ),
  )}</tbody></table>`
