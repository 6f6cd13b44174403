import { parseArgs } from 'node:util'
import { RULE_SETS } from '../../language-server/core/configuration/levels.ts'
import { rulePageAddress } from '../../language-server/core/lint/rule-page.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { command, UsageError } from '../command.ts'
import { oneOf } from '../one-of.ts'
import { outputOf } from '../output.ts'

const help = `List the rules: their set, severity and category, and what they report.

Usage: policywright rules [--set recommended|strict] [--output text|json]

  --set SET                    only the rules of a set; 'strict' holds those of 'recommended'
  --output text|json           lines (default), or one JSON object

'policywright explain RULE' prints the page of one.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { set: { type: 'string', default: 'strict' }, output: { type: 'string', default: 'text' } },
    })
    const output = outputOf(values.output)
    const wanted = oneOf('--set', values.set, RULE_SETS)
    if (positionals.length > 0)
      throw new UsageError(`'${positionals[0]}' is too much; 'explain RULE' tells of one rule.`)
    const listed = rules
      .map(({ id, set = 'recommended', severity, category, summary }) => ({
        id,
        severity,
        set,
        category,
        summary,
        page: rulePageAddress(id),
      }))
      .filter(({ set }) => wanted === 'strict' || set === wanted)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    if (output === 'json') {
      terminal.out(`${JSON.stringify({ rules: listed })}\n`)
      return 0
    }
    const width = (key: 'id' | 'severity' | 'set' | 'category'): number =>
      Math.max(...listed.map((rule) => rule[key].length))
    const [id, severity, set, category] = [width('id'), width('severity'), width('set'), width('category')]
    for (const rule of listed) {
      const columns = [
        rule.id.padEnd(id),
        rule.severity.padEnd(severity),
        rule.set.padEnd(set),
        rule.category.padEnd(category),
      ]
      terminal.out(`${columns.join('  ')}  ${rule.summary}\n`)
    }
    return 0
  },
})
