import path from 'node:path'
import { parseArgs } from 'node:util'
import { pushPolicy } from '../../workflows/push.ts'
import { answer, answerHelp, answerOptions, withAnswers } from '../answer.ts'
import { checkDocument } from '../check-document.ts'
import { command } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { policyHelp, policyOptions, selectPolicies } from '../policy-selection.ts'
import { terminalPorts } from '../terminal-ports.ts'

const help = `Push policies to an instance: checked, previewed, written only over what was seen, read back.

Usage: policywright push [options] PATH...
       policywright push --api ID [--operation ID] [options]

${answerHelp}
A policy that somebody changed on the instance since it was fetched is never overwritten, and one with errors is not
pushed; --yes answers neither.

${policyHelp}
${instanceHelp}
Exit code 0: pushed, or nothing to push. 1: not pushed, and the message says why. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...instanceOptions, ...answerOptions, ...policyOptions },
    })
    const output = outputOf(values.output)
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    const selected = selectPolicies(values, positionals, { cwd: terminal.cwd, root })
    const { instance } = await connectInstance(values)
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    return withAnswers(terminal, output, async () => {
      let code = 0
      for (const { ref, file } of selected) {
        const outcome = await pushPolicy({ ports, instance, root, ref, file, check: checkDocument })
        answer(terminal, output, outcome)
        if (outcome.status !== 'pushed' && outcome.status !== 'unchanged') code = 1
      }
      return code
    })
  },
})
