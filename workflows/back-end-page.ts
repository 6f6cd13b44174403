import { callPage } from './call-page.ts'
import type { Exchange } from './exchange.ts'
import type { BackEndProof } from './prove-back-end.ts'

/** The proof as one Markdown page: the verdict, the direct call, and the call through API Management. */
export function backEndPage({ verdict, remedy, direct, through }: BackEndProof): string {
  return [
    '# Back end with managed identity',
    '',
    `**${verdict.message}**`,
    '',
    ...(remedy === undefined ? [] : [`*What to do:* ${remedy}`, '']),
    '## Directly, without a token',
    '',
    direct === undefined ? 'The back end could not be reached from here.' : answered(direct),
    '',
    // The verdict on the caller's token is another matter and would only confuse here.
    callPage(through)
      .replace(/^# (.*)\n\n\*\*.*\*\*\n/, '## Through API Management: $1\n')
      .replace(/^## (?=(Without|With) a token|Token$)/gm, '### '),
  ].join('\n')
}

const answered = ({ request, response }: Exchange): string =>
  `\`${request.method} ${request.url}\` was answered **${response.status}** ${response.statusText}${response.headers.location === undefined ? '' : `, to \`${response.headers.location}\``}.`
