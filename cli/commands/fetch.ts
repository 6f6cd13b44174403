import path from 'node:path'
import { parseArgs } from 'node:util'
import { fetchPolicy } from '../../workflows/fetch.ts'
import { fetchAll } from '../../workflows/fetch-all.ts'
import { answer, answerHelp, answerOptions, withAnswers } from '../answer.ts'
import { command } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { policyHelp, policyOptions, selectPolicies } from '../policy-selection.ts'
import { terminalPorts } from '../terminal-ports.ts'

const help = `Bring policies from an instance into files.

Usage: policywright fetch --all [options]
       policywright fetch [options] PATH...
       policywright fetch --api ID [--operation ID] [options]

  --all                        every policy, and what is needed to publish them again
${answerHelp}
A file with changes of your own is never replaced without asking; --yes does not answer that.

${policyHelp}
${instanceHelp}
Exit code 0: fetched, or nothing new. 1: something was kept, is absent, or the instance refused. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...instanceOptions, ...answerOptions, ...policyOptions, all: { type: 'boolean', default: false } },
    })
    const output = outputOf(values.output)
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    const selected = values.all ? [] : selectPolicies(values, positionals, { cwd: terminal.cwd, root })
    const { instance } = await connectInstance(values)
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    return withAnswers(terminal, output, async () => {
      if (values.all) {
        const outcome = await fetchAll({ ports, instance, root })
        answer(terminal, output, outcome)
        return outcome.kept.length === 0 ? 0 : 1
      }
      let code = 0
      for (const { ref, file } of selected) {
        const outcome = await fetchPolicy({ ports, instance, root, ref, file })
        answer(terminal, output, outcome)
        if (outcome.status === 'kept' || outcome.status === 'absent') code = 1
      }
      return code
    })
  },
})
