import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { publish } from '../../workflows/publish.ts'
import { answer, answerHelp, answerOptions, withAnswers } from '../answer.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'

const SECRETS = 'POLICYWRIGHT_SECRETS'

const help = `Publish a folder in the APIOps layout to an instance: named values, back ends, APIs, products, policies, in that order.

Usage: policywright publish [options] [FOLDER]

${answerHelp}
Values of secret named values that are new on the instance come from the environment variable ${SECRETS}, a JSON object
of display names and values.

${instanceHelp}
Exit code 0: published, or nothing to publish. 1: refused or stopped, and the message says where. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...instanceOptions, ...answerOptions },
    })
    const output = outputOf(values.output)
    if (positionals.length > 1) throw new UsageError('give one FOLDER.')
    const root = path.resolve(terminal.cwd, positionals[0] ?? values.root ?? '.')
    mustBeFolder(positionals[0] ?? values.root ?? '.', root)
    const secrets = secretsOf(process.env[SECRETS])
    const { instance } = await connectInstance(values)
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    return withAnswers(terminal, output, async () => {
      const outcome = await publish({ ports, instance, root, secrets })
      answer(terminal, output, outcome)
      if (output === 'text') for (const note of outcome.notes) terminal.err(`${note}\n`)
      return outcome.status === 'published' || outcome.status === 'unchanged' ? 0 : 1
    })
  },
})

/** A mistyped folder must not pass for one in which there is nothing to publish. @throws UsageError */
function mustBeFolder(named: string, folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found === undefined) throw new UsageError(`there is no folder '${named}'.`)
  if (!found.isDirectory()) throw new UsageError(`'${named}' is no folder; name the one that holds the policies.`)
}

function secretsOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined || text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string'))
      return value as Record<string, string>
  } catch {
    // The message below says what is expected; the text itself is secret.
  }
  throw new UsageError(`${SECRETS} must be a JSON object of display names and values.`)
}
