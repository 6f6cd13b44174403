import type { CallReport } from './call.ts'
import type { Exchange } from './exchange.ts'
import { describePlace } from './explain.ts'

/** The report of a call as one Markdown page: what was proved, why, both exchanges, and the claims. */
export function callPage(report: CallReport): string {
  const { verdict, explanation, audience, predictions } = report
  const place = explanation === undefined ? '' : describePlace(explanation)
  return [
    `# ${report.api} / ${report.operation}`,
    '',
    `**${verdict.message}**`,
    '',
    ...(explanation === undefined
      ? []
      : [`${explanation.message}${place === '' ? '' : ` (${place})`}`, '', `*What to do:* ${explanation.remedy}`, '']),
    ...predictions.map((prediction) => `*Expected before the call:* ${prediction}\n`),
    ...section('Without a token', report.without),
    ...section(audience === undefined ? 'With a token' : `With a token for \`${audience}\``, report.with),
    ...(report.with === undefined && report.checks.length === 0
      ? ['No policy of this operation checks a token, so no call with one was made.', '']
      : []),
    ...(report.token === undefined
      ? []
      : [
          '## Token',
          '',
          'Personal claims are masked; the signature is not shown.',
          '',
          ...fenced('json', JSON.stringify(report.token.claims, undefined, 2)),
        ]),
  ].join('\n')
}

/** A fence longer than any in the text, so that an answer cannot break out of it. */
function fenced(language: string, text: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, text, fence, '']
}

const lines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

function section(title: string, one: Exchange | undefined): readonly string[] {
  if (one === undefined) return []
  const { request, response } = one
  const body = pretty(response.body)
  return [
    `## ${title}: ${response.status} ${response.statusText}`,
    '',
    ...fenced(
      'http',
      [
        `${request.method} ${request.url}`,
        lines(request.headers),
        ...(request.body === undefined ? [] : ['', request.body]),
      ].join('\n'),
    ),
    ...fenced(
      'http',
      [
        `HTTP/1.1 ${response.status} ${response.statusText}`,
        lines(response.headers),
        '',
        `${body}${response.truncated ? '\n… (cut off)' : ''}`,
      ].join('\n'),
    ),
    `${Math.round(one.milliseconds)} ms`,
    '',
  ]
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch {
    return body
  }
}
