import path from 'node:path'
import { parseArgs } from 'node:util'
import { secureApi } from '../../workflows/secure.ts'
import { GUID, splitList } from '../../workflows/secure-questions.ts'
import { answer, answerHelp, answerOptions, withAnswers } from '../answer.ts'
import { checkDocument } from '../check-document.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'
import { targetOf, undoCommand } from '../undo-command.ts'

const policies = ['validate-jwt', 'validate-azure-ad-token'] as const

const help = `Let only Azure identities of your choice call an API: writes the policy, creates its named value, pushes.

Usage: policywright secure [API] [options]

  --operation ID               one operation instead of all of the API
  --policy NAME                ${policies.join(' or ')}
  --audience LIST              client ids or App ID URIs the token must be for, separated by commas;
                               'management' is the cloud's management audience
  --tenant-id ID               whose identities may call (the instance's tenant)
  --literal-tenant             write the tenant's id instead of the named value {{tenantId}}
  --caller-object-id LIST      only these identities, by object (principal) id
  --caller-client-id LIST      only these identities, by client (application) id
  --role LIST                  one of these app roles must be in the token
  --pass-on-token              leave the Authorization header for the back end
  --tell-reason                answer a refused caller with the reason (useful while testing)
  --undo                       remove what this command added, found by its ids
  --file-only                  change the file and leave the push to 'policywright push'
${answerHelp}
${instanceHelp}
Exit code 0: secured, or already so. 1: not secured, and the message says why. 2: wrong usage.
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
        policy: { type: 'string' },
        audience: { type: 'string' },
        'tenant-id': { type: 'string' },
        'literal-tenant': { type: 'boolean', default: false },
        'caller-object-id': { type: 'string' },
        'caller-client-id': { type: 'string' },
        role: { type: 'string' },
        'pass-on-token': { type: 'boolean', default: false },
        'tell-reason': { type: 'boolean', default: false },
        undo: { type: 'boolean', default: false },
        'file-only': { type: 'boolean', default: false },
      },
    })
    const output = outputOf(values.output)
    const [api, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one API.')
    const { operation } = values
    if (operation !== undefined && api === undefined) throw new UsageError('--operation needs an API.')
    const policy = policies.find((one) => one === values.policy)
    if (values.policy !== undefined && policy === undefined)
      throw new UsageError(`--policy '${values.policy}' is not one of ${policies.join(', ')}.`)
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    const ids = (option: 'caller-object-id' | 'caller-client-id'): readonly string[] => {
      const list = splitList(values[option] ?? '')
      const wrong = list.find((one) => !GUID.test(one))
      if (wrong !== undefined) throw new UsageError(`--${option} '${wrong}' is not a GUID.`)
      return list
    }
    const callers = [
      ...ids('caller-object-id').map((objectId) => ({ name: objectId, objectId })),
      ...ids('caller-client-id').map((clientId) => ({ name: clientId, clientId })),
    ]
    const { instance, cloud, tenantId } = await connectInstance(values)
    const management = cloud.managementAudiences[0] ?? cloud.armEndpoint
    const audiences =
      values.audience === undefined
        ? undefined
        : splitList(values.audience).map((one) => (one === 'management' ? management : one))
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    if (values.undo)
      return undoCommand({
        terminal,
        output,
        ports,
        instance,
        change: 'secure',
        target: targetOf(api, operation),
        root,
        write: values['file-only'] ? 'file' : 'file-and-instance',
      })
    return withAnswers(terminal, output, async () => {
      const outcome = await secureApi({
        ports,
        instance,
        cloud,
        root,
        tenantId,
        check: checkDocument,
        write: values['file-only'] ? 'file' : 'file-and-instance',
        answers: {
          target: targetOf(api, operation),
          policy,
          audiences,
          tenantId: values['tenant-id'],
          tenant: values['literal-tenant'] ? 'literal' : 'named-value',
          callers,
          roles: splitList(values.role ?? ''),
          authorizationHeader: values['pass-on-token'] ? 'pass-on' : 'remove',
          refusal: values['tell-reason'] ? { kind: 'reason' } : undefined,
        },
      })
      answer(terminal, output, outcome)
      if (output === 'text') for (const text of [...outcome.warnings, ...outcome.notes]) terminal.err(`${text}\n`)
      return ['secured', 'written', 'unchanged', 'pushed'].includes(outcome.status) ? 0 : 1
    })
  },
})
