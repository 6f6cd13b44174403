import { describeRef } from './apiops-layout.ts'
import type { CallReport } from './call.ts'
import type { Exchange } from './exchange.ts'
import { type Comparison, describePlace } from './explain.ts'
import { prettyBody } from './pretty-body.ts'

/** The report of a call as one Markdown page: what was proved, why, both exchanges, the claims and the trace. */
export function callPage(report: CallReport): string {
  const { verdict, explanation, predictions, caller } = report
  const place = explanation === undefined ? '' : describePlace(explanation)
  return [
    `# ${report.api} / ${report.operation}`,
    '',
    `**${verdict.message}**`,
    '',
    ...(explanation === undefined
      ? []
      : [`${explanation.message}${place === '' ? '' : ` (${place})`}`, '', `*What to do:* ${explanation.remedy}`, '']),
    ...(explanation?.repair === undefined
      ? []
      : [`*A change of the policy that lets it in:* ${explanation.repair.fix.title}`, '']),
    ...predictions.map((prediction) => `*Expected before the call:* ${prediction}\n`),
    ...section('Without a token', report.without),
    ...section(`With ${caller === undefined ? 'a token' : `a token of ${caller}`}${audienceOf(report)}`, report.with),
    ...(report.with === undefined && report.checks.length === 0
      ? ['No policy of this operation checks a token, so no call with one was made.', '']
      : []),
    ...report.comparison.flatMap(comparison),
    ...(report.token === undefined
      ? []
      : [
          '## Token',
          '',
          'Personal claims are masked; the signature is not shown.',
          '',
          ...fenced('json', JSON.stringify(report.token.claims, undefined, 2)),
        ]),
    ...trace(report),
  ].join('\n')
}

const audienceOf = ({ audience }: CallReport): string => (audience === undefined ? '' : ` for \`${audience}\``)

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
  const body = prettyBody(response.body, response.headers['content-type'])
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

const marks = { holds: 'yes', fails: '**no**', unknown: 'not known here' } as const

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')

function comparison({ policy, ref, line, runs, aspects }: Comparison): readonly string[] {
  if (aspects.length === 0) return []
  return [
    `## Token and ${policy} of ${describeRef(ref)}, line ${line}${runs === 'sometimes' ? ' (on a branch)' : ''}`,
    '',
    '| asked for | wanted | the token has | fits |',
    '| --- | --- | --- | --- |',
    ...aspects.map(
      ({ name, wanted, has, outcome }) => `| ${[name, wanted, has].map(cell).join(' | ')} | ${marks[outcome]} |`,
    ),
    '',
  ]
}

const milliseconds = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(1))

function trace({ trace: found }: CallReport): readonly string[] {
  if (found === undefined) return []
  if (found.status === 'refused') return ['## Trace', '', found.message, '']
  return [
    '## Trace',
    '',
    '| section | policy | where | at (ms) | took (ms) | what |',
    '| --- | --- | --- | --- | --- | --- |',
    ...found.steps.map(({ section: part, source, policy, at, took, message }) => {
      const where = policy === undefined ? '' : `${describeRef(policy.ref)}, line ${policy.line}`
      return `| ${[part, source, where, milliseconds(at), milliseconds(took), message.slice(0, 300)].map(cell).join(' | ')} |`
    }),
    '',
  ]
}
