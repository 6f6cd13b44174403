import type { Rule } from './rule.ts'

/** The address of a rule's page. */
export const rulePageAddress = (id: string): string =>
  `https://github.com/policywright/policywright/blob/main/docs/rules/${encodeURIComponent(id)}.md`

/** A rule's page in Markdown, from its heading on. */
export function rulePage({ id, severity, summary, why, remedy, examples, set, category }: Rule): string {
  return [
    `# ${id}`,
    '',
    prose(summary),
    '',
    `Severity: ${severity}. Set: ${set ?? 'recommended'}. Category: ${category}.`,
    '',
    '## Why',
    '',
    prose(why),
    '',
    ...(remedy === undefined ? [] : ['## What to do', '', prose(remedy), '']),
    ...example('Reported', examples.bad),
    ...example('Not reported', examples.good),
    '## How to change it',
    '',
    ...howToChange(id, severity),
    '',
  ].join('\n')
}

const howToChange = (id: string, severity: Rule['severity']): readonly string[] =>
  severity === 'error'
    ? [
        'The service refuses what this rule reports as an error, so that neither a level nor a comment hides it. What it reports as less',
        `takes both: \`"rules": { "${id}": "off" }\` in \`policywright.json\`, or \`<!-- policywright-disable-next-line ${id}: the reason -->\`.`,
      ]
    : [
        `In \`policywright.json\`: \`"rules": { "${id}": "off" }\`, or another of error, warning, info and hint.`,
        `In the document: \`<!-- policywright-disable-next-line ${id}: the reason -->\`.`,
      ]

function example(title: string, document: string): readonly string[] {
  return [`## ${title}`, '', document.startsWith('{') ? '```json' : '```xml', ...withoutMargin(document), '```', '']
}

/** Examples are indented as the code around them; the page needs only their own indentation. */
function withoutMargin(document: string): readonly string[] {
  const lines = document
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n')
  const margins = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const margin = Math.min(...margins)
  return lines.map((line) => shortened(line.slice(Math.min(margin, line.length - line.trimStart().length))))
}

/** An example of what is too large is not printed in full. */
const shortened = (line: string): string =>
  line.length > 200 ? `${line.slice(0, 80)}… (${line.length} characters)` : line

/** Rules speak of tags and entities, which Markdown would take for its own. */
const prose = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
