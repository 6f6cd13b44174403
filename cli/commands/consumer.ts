import path from 'node:path'
import { parseArgs } from 'node:util'
import { consumers } from '../../language-server/core/recipes/consumers.ts'
import { callFromInstance, instanceNamed } from '../../workflows/call-from-instance.ts'
import { findConsumerFiles, writeConsumerFile } from '../../workflows/consumer-files.ts'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { answer, answerOptions, withAnswers } from '../answer.ts'
import { checkDocument } from '../check-document.ts'
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
                               workflow, a policy, or code, which gets a block that the next run finds again
  --push-to SERVICE            api-management: put them into the policy of an API of this instance of the same subscription,
                               after showing the difference; its file is kept below callers/SERVICE/
  --calling-api ID             which API of it that is (asked when absent)
  --matching                   list the files below --root that they can be written into
  --root FOLDER                folder to search (the current one)
  --output text|json           one JSON object on standard output instead of the settings
  --yes                        agree to what the preview of --into shows

${instanceHelp}
Exit code 0: printed, listed, written or pushed. 1: not, and the message says why. 2: wrong usage.
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
        'push-to': { type: 'string' },
        'calling-api': { type: 'string' },
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
    const { 'push-to': pushTo, 'calling-api': callingApi } = values
    if (into !== undefined && values.matching) throw new UsageError('give one of --into and --matching.')
    if (pushTo !== undefined && (into !== undefined || values.matching))
      throw new UsageError('give one of --into, --matching and --push-to.')
    if (pushTo !== undefined && kind !== 'api-management') throw new UsageError('--push-to is for api-management.')
    if (callingApi !== undefined && pushTo === undefined) throw new UsageError('--calling-api needs --push-to.')
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
      if (pushTo !== undefined) {
        const { azure } = await connectInstance(values)
        const outcome = await callFromInstance({
          ports,
          instance: await instanceNamed(ports, azure, pushTo),
          order: found.order,
          root: path.resolve(terminal.cwd, values.root ?? '.'),
          target: callingApi === undefined ? undefined : { kind: 'api', api: callingApi },
          check: checkDocument,
        })
        answer(terminal, output, outcome)
        if (output === 'text') for (const note of [...outcome.notes, ...found.notes]) terminal.err(`${note}\n`)
        return outcome.status === 'pushed' || outcome.status === 'unchanged' ? 0 : 1
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
