import path from 'node:path'
import { parseArgs } from 'node:util'
import { consumers } from '../../language-server/core/recipes/consumers.ts'
import { findConsumerFiles, writeConsumerFile } from '../../workflows/consumer-files.ts'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { answer, answerOptions, withAnswers } from '../answer.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'

const kinds = consumers.map(({ name }) => name)

const help = `Print what a caller of a protected API must be told: settings to paste, or code.

Usage: policywright consumer KIND [API] [options]

KIND is one of
${consumers.map(({ name, label }) => `  ${name.padEnd(27)}${label}`).join('\n')}

  --url URL                    address that is called (the API's on the instance)
  --audience NAME              what the token is for (what the effective policy asks for);
                               with --url and --audience no instance is needed
  --user-assigned NAME         a user-assigned identity instead of the system-assigned one: its client id, its resource id
                               for logic-apps, the name of its credential for data-factory-…
  --key-header NAME            header of the subscription key, where the API asks for one (what the API says)
  --into FILE                  write them into this file instead of printing, after showing the difference: a linked service
                               (an HttpServer, which has no managed identity, becomes a RestService), a pipeline, a
                               workflow, or code, which gets a block that the next run finds again
  --matching                   list the files below --root that they can be written into
  --root FOLDER                folder to search (the current one)
  --output text|json           one JSON object on standard output instead of the settings
  --yes                        agree to what the preview of --into shows

${instanceHelp}
Exit code 0: printed, listed or written. 1: not, and the message says why. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...instanceOptions,
        output: answerOptions.output,
        yes: answerOptions.yes,
        url: { type: 'string' },
        audience: { type: 'string' },
        'user-assigned': { type: 'string' },
        'key-header': { type: 'string' },
        into: { type: 'string' },
        matching: { type: 'boolean', default: false },
        root: answerOptions.root,
      },
    })
    const output = outputOf(values.output)
    const [kind, api, ...more] = positionals
    if (kind === undefined || !kinds.includes(kind))
      throw new UsageError(`${kind === undefined ? 'name a KIND' : `'${kind}' is not a KIND`}: ${kinds.join(', ')}.`)
    if (more.length > 0) throw new UsageError('give one KIND and one API.')
    const { url, audience, into } = values
    if (url !== undefined && !URL.canParse(url)) throw new UsageError(`--url '${url}' is not a URL.`)
    if (into !== undefined && values.matching) throw new UsageError('give one of --into and --matching.')
    const user = values['user-assigned']
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    return withAnswers(terminal, output, async () => {
      const found = await consumerSettings({
        ports,
        instance: async () => (await connectInstance(values)).instance,
        answers: {
          kind,
          api,
          url,
          audience,
          keyHeader: values['key-header'],
          identity:
            user === undefined
              ? { kind: 'system' }
              : {
                  kind: 'user',
                  ...(kind.startsWith('data-factory')
                    ? { credential: user }
                    : kind === 'logic-apps'
                      ? { resourceId: user }
                      : { clientId: user }),
                },
        },
      })
      if (found === undefined) return 1
      if (values.matching) {
        const files = await findConsumerFiles(path.resolve(terminal.cwd, values.root ?? '.'), found)
        if (output === 'json') terminal.out(`${JSON.stringify({ files })}\n`)
        else
          for (const { file, fits } of files) terminal.out(`${file}${fits === 'settings' ? '  names the API' : ''}\n`)
        return files.length > 0 ? 0 : 1
      }
      if (into === undefined) {
        terminal.out(output === 'json' ? `${JSON.stringify(found)}\n` : found.text)
        if (output === 'text') for (const note of found.notes) terminal.err(`${note}\n`)
        return 0
      }
      const outcome = await writeConsumerFile(ports, path.resolve(terminal.cwd, into), found)
      answer(terminal, output, outcome)
      if (output === 'text') for (const note of outcome.notes) terminal.err(`${note}\n`)
      return outcome.status === 'written' || outcome.status === 'unchanged' ? 0 : 1
    })
  },
})
