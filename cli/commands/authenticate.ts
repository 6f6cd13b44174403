import path from 'node:path'
import { parseArgs } from 'node:util'
import { backEndKinds } from '../../language-server/core/recipes/back-end-kinds.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { backEndPage } from '../../workflows/back-end-page.ts'
import { GUID } from '../../workflows/id-list.ts'
import { proveBackEnd } from '../../workflows/prove-back-end.ts'
import { answer, answerHelp, answerOptions, withAnswers } from '../answer.ts'
import { checkDocument } from '../check-document.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'
import { targetOf, undoCommand } from '../undo-command.ts'

const kinds = backEndKinds.map(({ name }) => name)

const help = `Let API Management call its back end with its own managed identity: no secret is stored anywhere.

Usage: policywright authenticate [API] [options]

  --operation ID               one operation instead of all of the API
  --identity system|ID         which identity: the system-assigned one, or the client id of a user-assigned one
  --back-end URL               address of the back end (what the API and its policies say)
  --kind NAME                  ${kinds.slice(0, 6).join(', ')},
                               ${kinds.slice(6).join(', ')} (by the address)
  --resource NAME              what the token is for: client id or App ID URI (by the back end's own settings)
  --correct-settings           also correct the authentication settings of an App Service that refuses the identity,
                               redirects, or lets callers without a token through, and protect an API of another
                               instance that checks no token
  --prove OPERATION            afterwards call the back end directly and through API Management
  --undo                       remove what this command added, and bring back what it replaced
  --file-only                  change the file and leave the push to 'policywright push'
${answerHelp}
${instanceHelp}
Exit code 0: done, or already so, and proved where --prove was given. 1: not, and the message says why. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...instanceOptions,
        ...answerOptions,
        operation: { type: 'string' },
        identity: { type: 'string' },
        'back-end': { type: 'string' },
        kind: { type: 'string' },
        resource: { type: 'string' },
        'correct-settings': { type: 'boolean', default: false },
        prove: { type: 'string' },
        undo: { type: 'boolean', default: false },
        'file-only': { type: 'boolean', default: false },
      },
    })
    const output = outputOf(values.output)
    const [api, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one API.')
    const { operation, identity, 'back-end': backEndUrl, prove } = values
    if (operation !== undefined && api === undefined) throw new UsageError('--operation needs an API.')
    if (prove !== undefined && values['file-only'])
      throw new UsageError('--prove needs the push that --file-only leaves out.')
    if (identity !== undefined && identity !== 'system' && !GUID.test(identity))
      throw new UsageError(`--identity '${identity}' is neither 'system' nor a client id.`)
    if (backEndUrl !== undefined && !URL.canParse(backEndUrl))
      throw new UsageError(`--back-end '${backEndUrl}' is not a URL.`)
    const kind = kinds.find((one) => one === values.kind)
    if (values.kind !== undefined && kind === undefined)
      throw new UsageError(`--kind '${values.kind}' is not one of ${kinds.join(', ')}.`)

    const { instance, azure, cloud, credential, tenantId, routes } = await connectInstance(values)
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    if (values.undo)
      return undoCommand({
        terminal,
        output,
        ports,
        instance,
        change: 'authenticate',
        target: targetOf({ api, operation }),
        root,
        write: values['file-only'] ? 'file' : 'file-and-instance',
      })
    return withAnswers(terminal, output, async () => {
      const outcome = await authenticateBackEnd({
        ports,
        instance,
        azure,
        cloud,
        root,
        check: checkDocument,
        write: values['file-only'] ? 'file' : 'file-and-instance',
        answers: {
          target: targetOf({ api, operation }),
          backEndUrl,
          kind,
          resource: values.resource,
          identity: identity === undefined || identity === 'system' ? identity : { clientId: identity },
          settings: values['correct-settings'] ? 'change' : values.yes ? 'leave' : undefined,
        },
      })
      const done = ['authenticated', 'written', 'unchanged', 'pushed'].includes(outcome.status)
      const proof =
        done && prove !== undefined
          ? await proveBackEnd({
              ports,
              instance,
              azure,
              cloud,
              credential,
              tenantId,
              routes,
              target: outcome.target,
              operation: prove,
              backEndUrl,
            })
          : undefined
      const whole = { ...outcome, ...(proof === undefined ? {} : { proof }) }
      answer(terminal, output, whole)
      if (output === 'text') {
        for (const text of [...outcome.warnings, ...outcome.notes]) terminal.err(`${text}\n`)
        if (outcome.script !== undefined && done) terminal.err(`\n${outcome.script}`)
        if (proof !== undefined) terminal.out(`\n${backEndPage(proof)}\n`)
      }
      return done && (proof === undefined || proof.verdict.name === 'proved') ? 0 : 1
    })
  },
})
