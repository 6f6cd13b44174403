import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findCallers } from '../../workflows/choose-callers.ts'
import { splitList } from '../../workflows/id-list.ts'
import { type SecureOutcome, secureApi } from '../../workflows/secure.ts'
import { answer, answerHelp, withAnswers } from '../answer.ts'
import { checkDocument } from '../check-document.ts'
import { command, UsageError } from '../command.ts'
import { cloudNamed, connectInstance, type InstanceSelection, instanceHelp } from '../instance.ts'
import { outputOf } from '../output.ts'
import { answersOf, options, policies } from '../secure-options.ts'
import { terminalPorts } from '../terminal-ports.ts'
import { targetOf, undoCommand } from '../undo-command.ts'

const help = `Let only Azure identities of your choice call an API: writes the policy, creates its named value, pushes.

Usage: policywright secure [API] [options]

What is secured:
  --operation ID               one operation instead of all of the API
  --product ID                 all that is called with a key of a product, instead of an API
  --global                     every API of the instance
  --file FILE                  this file; with none of the above no instance is asked, and nothing is pushed
  --file-only                  change the file and leave the push to 'policywright push'

Who gets in:
  --policy NAME                ${policies.join(' or ')}
  --audience LIST              client ids or App ID URIs the token must be for, separated by commas;
                               'management' is the cloud's management audience
  --tenant-id ID               whose identities may call (the instance's tenant)
  --tenant-as FORM             named-value ({{tenantId}}, created where it is missing) or literal (the id itself)
  --literal-tenant             the same as --tenant-as literal
  --caller LIST                only these identities of the subscription's resources: names, resource ids,
                               object ids or client ids, separated by commas
  --caller-object-id LIST      only these identities, by object (principal) id
  --caller-client-id LIST      only these identities, by client (application) id
  --any-caller                 whoever gets a token for the audience may call
  --roles LIST                 one of these app roles must be in the token; '' demands none (--role is the same)
  --token-versions WHICH       both, v1 or v2 (validate-jwt)
  --scheme NAME                in front of the token: Bearer, or none for any (validate-jwt)

The answer, and the back end:
  --status CODE                of a refusal: 401 (default) or 403
  --message TEXT               what a refused caller reads
  --tell-reason                answer a refused caller with the reason (useful while testing)
  --keep-authorization         leave the Authorization header for the back end (--pass-on-token is the same)
  --remove-authorization       remove it behind the check (default)

  --undo                       remove what this command added, and bring back what it replaced
${answerHelp}
What is not given is asked. Where nobody can answer, and with --yes, it stays as an earlier run wrote it; at the first run
the policy is validate-jwt, nobody is named who may call, and an audience must be given.

${instanceHelp}
Exit code 0: secured, or already so. 1: not secured, and the message says why. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const output = outputOf(values.output)
    const [api, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one API.')
    const { operation, product, global } = values
    const target = targetOf({ api, operation, product, global })
    const root = path.resolve(terminal.cwd, values.root ?? '.')
    const given = values.file === undefined ? undefined : path.resolve(terminal.cwd, values.file)
    const said = answersOf(values)
    // A file alone needs no instance, and is then never pushed.
    const place = given !== undefined && target === undefined ? await fileAlone(values, given) : undefined
    const { instance, azure, cloud, credential, tenantId } = place ?? (await connectInstance(values))
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    const write = values['file-only'] ? 'file' : 'file-and-instance'
    if (values.undo)
      return undoCommand({ terminal, output, ports, instance, change: 'secure', target, root, file: given, write })
    return withAnswers(terminal, output, async () => {
      const named = splitList(values.caller ?? '')
      if (named.length > 0 && azure === undefined)
        throw new UsageError('--caller looks identities up on Azure; give --caller-object-id for a file alone.')
      const found = named.length === 0 || azure === undefined ? [] : await findCallers(ports, azure, named)
      const callers = [...found, ...said.byId]
      const nobodyAnswers = values.yes || process.stdin.isTTY !== true
      const outcome = await secureApi({
        ports,
        instance,
        azure,
        cloud,
        credential,
        root,
        file: given,
        tenantId,
        check: checkDocument,
        write,
        answers: {
          ...said.answers,
          target,
          audiences: said.audiences?.map((one) =>
            one === 'management' ? (cloud.managementAudiences[0] ?? cloud.armEndpoint) : one,
          ),
          callers: callers.length > 0 || values['any-caller'] ? callers : undefined,
          unsaid: nobodyAnswers ? 'keep' : 'ask',
        },
      })
      answer(terminal, output, outcome)
      if (output === 'text')
        for (const text of [...outcome.warnings, ...outcome.notes, ...hintsOn(outcome)]) terminal.err(`${text}\n`)
      return ['secured', 'written', 'unchanged', 'pushed'].includes(outcome.status) ? 0 : 1
    })
  },
})

/** What lets the callers call that are instances of API Management themselves. */
const hintsOn = ({ callers, target }: SecureOutcome): readonly string[] =>
  callers
    .filter(({ identity }) => identity?.resourceType.toLowerCase() === 'microsoft.apimanagement/service')
    .map(
      ({ name }) =>
        `To call it from ${name}: policywright consumer api-management ${target !== undefined && 'api' in target ? target.api : 'API'} --push-to ${name}`,
    )

/** @throws UsageError when the file does not exist, since a policy of nothing in particular is not begun. */
async function fileAlone(values: InstanceSelection, file: string) {
  if (!existsSync(file)) throw new UsageError(`--file '${file}' does not exist.`)
  return {
    instance: undefined,
    azure: undefined,
    cloud: cloudNamed(values),
    credential: undefined,
    tenantId: values.tenant,
  }
}
