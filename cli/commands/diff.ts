import path from 'node:path'
import { parseArgs } from 'node:util'
import { describeRef } from '../../workflows/apiops-layout.ts'
import { unifiedDiff } from '../../workflows/line-diff.ts'
import { samePolicy } from '../../workflows/normalise.ts'
import { readText } from '../../workflows/workspace-files.ts'
import { answerOptions, withAnswers } from '../answer.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { policyHelp, policyOptions, selectPolicies } from '../policy-selection.ts'

const help = `Compare policy files with an instance. Layout alone is no difference.

Usage: policywright diff [options] PATH...

  --root FOLDER                folder in the APIOps layout (the current one)
  --output text|json           lines with - (instance) and + (file), or one JSON object per policy

${policyHelp}
${instanceHelp}
Exit code 0: the same. 1: different, or the instance refused. 2: wrong usage or unreadable input.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...instanceOptions, ...policyOptions, output: answerOptions.output, root: answerOptions.root },
    })
    const output = outputOf(values.output)
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    const selected = selectPolicies(values, positionals, { cwd: terminal.cwd, root })
    const { instance } = await connectInstance(values)
    return withAnswers(terminal, output, async () => {
      let code = 0
      for (const { ref, file } of selected) {
        const text = await readText(path.join(root, file))
        if (text === undefined) throw new UsageError(`'${file}' does not exist.`)
        const live = (await instance.getPolicy(ref))?.text
        const same = live !== undefined && samePolicy(text, live, 'exact')
        if (!same) code = 1
        const diff = same ? '' : unifiedDiff(live ?? '', text)
        if (output === 'json')
          terminal.out(
            `${JSON.stringify({ file, status: live === undefined ? 'absent' : same ? 'same' : 'different', diff })}\n`,
          )
        else
          terminal.out(
            same
              ? `${file}: the same as the policy of ${describeRef(ref)} on ${instance.address.serviceName}.\n`
              : `--- ${instance.address.serviceName}${live === undefined ? ' (no policy)' : ''}\n+++ ${file}\n${diff}\n`,
          )
      }
      return code
    })
  },
})
