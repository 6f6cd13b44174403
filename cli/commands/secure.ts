import path from 'node:path'
import { parseArgs } from 'node:util'
import { findCallers } from '../../workflows/choose-callers.ts'
import { GUID, splitList } from '../../workflows/id-list.ts'
import { secureApi } from '../../workflows/secure.ts'
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
  --product ID                 all that is called with a key of a product, instead of an API
  --global                     every API of the instance
  --policy NAME                ${policies.join(' or ')}
  --audience LIST              client ids or App ID URIs the token must be for, separated by commas;
                               'management' is the cloud's management audience
  --tenant-id ID               whose identities may call (the instance's tenant)
  --literal-tenant             write the tenant's id instead of the named value {{tenantId}}
  --caller LIST                only these identities of the subscription's resources: names, resource ids,
                               object ids or client ids, separated by commas
  --caller-object-id LIST      only these identities, by object (principal) id
  --caller-client-id LIST      only these identities, by client (application) id
  --any-caller                 whoever gets a token for the audience may call; the default where nobody can be asked
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
        product: { type: 'string' },
        global: { type: 'boolean', default: false },
        caller: { type: 'string' },
        'any-caller': { type: 'boolean', default: false },
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
    const { operation, product, global } = values
    const target = targetOf({ api, operation, product, global })
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
    const byId = [
      ...ids('caller-object-id').map((objectId) => ({ name: objectId, objectId })),
      ...ids('caller-client-id').map((clientId) => ({ name: clientId, clientId })),
    ]
    const { instance, azure, cloud, credential, tenantId } = await connectInstance(values)
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
        target,
        root,
        write: values['file-only'] ? 'file' : 'file-and-instance',
      })
    return withAnswers(terminal, output, async () => {
      const named = splitList(values.caller ?? '')
      const found = named.length === 0 ? [] : await findCallers(ports, azure, named)
      const callers = [...found, ...byId]
      const isDecided = callers.length > 0 || values['any-caller'] || values.yes || process.stdin.isTTY !== true
      const outcome = await secureApi({
        ports,
        instance,
        azure,
        cloud,
        credential,
        root,
        tenantId,
        check: checkDocument,
        write: values['file-only'] ? 'file' : 'file-and-instance',
        answers: {
          target,
          policy,
          audiences,
          tenantId: values['tenant-id'],
          tenant: values['literal-tenant'] ? 'literal' : 'named-value',
          callers: isDecided ? callers : undefined,
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
