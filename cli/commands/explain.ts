import { parseArgs } from 'node:util'
import { rulePage } from '../../language-server/core/lint/rule-page.ts'
import { command, UsageError } from '../command.ts'
import { ruleOrRefuse } from '../rule-named.ts'

const help = `Print the page of a rule: what it reports, why, and what to do.

Usage: policywright explain RULE

The page is Markdown. In its examples, a line of carets marks what is reported in the line above it.

Exit code 0. 2: there is no such rule.
`

export default command({
  help,
  async run(args, terminal) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [id, ...others] = positionals
    if (id === undefined || others.length > 0) throw new UsageError('name one RULE.')
    // A terminal shows Markdown as it stands, so that what is escaped for a browser would stay so.
    terminal.out(rulePage(ruleOrRefuse(id)).replaceAll('&lt;', '<').replaceAll('&amp;', '&'))
    return 0
  },
})
