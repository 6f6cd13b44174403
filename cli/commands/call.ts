import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { identityCredential } from '../../emulator/local/identity-credential.ts'
import { type CallOptions, callOperation } from '../../workflows/call.ts'
import { callPage } from '../../workflows/call-page.ts'
import { httpFile } from '../../workflows/http-file.ts'
import { isProof } from '../../workflows/verdict.ts'
import { answerOptions, withAnswers } from '../answer.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { codeOf, reasonOf } from '../file-failure.ts'
import { type ConnectedInstance, connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'

const help = `Call an operation without a token and with one, and say what that proves.

Usage: policywright call API OPERATION [options]

  --param NAME=VALUE           template, query or header parameter; may be repeated
  --header NAME=VALUE          further header; may be repeated
  --body TEXT|@FILE            body of the request
  --sample-body                the body that the operation's definition gives as its example
  --audience NAME              what the token is for (what the effective policy asks for)
  --as IDENTITY                call with a token of this identity; on the local instance only
  --no-token                   call without a token only
  --token-only                 call with a token only
  --key-of SUBSCRIPTION        use the key of this subscription (the first active one that fits)
  --key-from-stdin             read the subscription key from standard input
  --gateway URL                host in front of the instance
  --timeout SECONDS            wait for each answer as long as this (60)
  --trace                      trace the call and show what each policy did; asks, since it lets calls be traced for an hour
  --yes                        agree to the trace
  --export FILE                write the calls as an .http file, with variables in the place of secrets
  --output text|json           a page, or one JSON object without token and key

The key in APIM_SUBSCRIPTION_KEY is used when no other is named. API may name a revision: 'orders;rev=2'.

${instanceHelp}
Exit code 0: protected and reachable (with --no-token: refused; with --token-only: accepted). 1: anything else. 2: wrong usage.
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
        param: { type: 'string', multiple: true, default: [] },
        header: { type: 'string', multiple: true, default: [] },
        body: { type: 'string' },
        'sample-body': { type: 'boolean', default: false },
        audience: { type: 'string' },
        as: { type: 'string' },
        'no-token': { type: 'boolean', default: false },
        'token-only': { type: 'boolean', default: false },
        'key-of': { type: 'string' },
        'key-from-stdin': { type: 'boolean', default: false },
        gateway: { type: 'string' },
        timeout: { type: 'string' },
        trace: { type: 'boolean', default: false },
        export: { type: 'string' },
      },
    })
    const output = outputOf(values.output)
    const [api, operation, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one API and one OPERATION.')
    exclude(values, 'no-token', 'token-only')
    exclude(values, 'no-token', 'as')
    exclude(values, 'body', 'sample-body')
    exclude(values, 'key-of', 'key-from-stdin')
    if (values.gateway !== undefined && !URL.canParse(values.gateway))
      throw new UsageError(`--gateway '${values.gateway}' is not a URL.`)
    const options: Partial<CallOptions> = {
      parameters: pairs('--param', values.param),
      headers: pairs('--header', values.header),
      body: await bodyOf(values.body, terminal.cwd),
      bodyFrom: values['sample-body'] ? 'example' : undefined,
      audience: values.audience,
      gatewayUrl: values.gateway,
      timeout: timeoutOf(values.timeout),
      trace: values.trace ? 'wanted' : undefined,
      subscription: await keyOf(values, terminal),
      tokens: values['no-token'] ? 'without' : values['token-only'] ? 'with' : 'both',
    }
    const connected = await connectInstance(values)
    const { instance, credential, tenantId, routes } = connected
    const caller = values.as === undefined ? undefined : identityOf(connected, values.as)
    const ports = terminalPorts({ terminal, output, consent: values.yes ? 'given' : 'ask' })
    return withAnswers(terminal, output, async () => {
      const report = await callOperation({
        ports,
        instance,
        credential,
        tenantId,
        routes,
        api,
        operation,
        caller,
        ...options,
      })
      if (report === undefined) return 1
      terminal.out(output === 'json' ? `${JSON.stringify(report)}\n` : `${callPage(report)}\n`)
      if (values.export !== undefined) await exportTo(path.resolve(terminal.cwd, values.export), httpFile(report))
      return isProof(report.verdict) ? 0 : 1
    })
  },
})

type Values = Readonly<Record<string, unknown>>

function exclude(values: Values, one: string, other: string): void {
  const isGiven = (name: string): boolean => values[name] !== undefined && values[name] !== false
  if (isGiven(one) && isGiven(other)) throw new UsageError(`--${one} and --${other} exclude each other.`)
}

function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= 3600))
    throw new UsageError(`--timeout '${text}' must be a number of seconds, from 1 to 3600.`)
  return seconds * 1000
}

/** A key is never an argument: other programs of the machine see those, and shells remember them. */
async function keyOf(values: Values, terminal: Terminal): Promise<CallOptions['subscription']> {
  if (typeof values['key-of'] === 'string') return { id: values['key-of'] }
  if (values['key-from-stdin'] === true) {
    const key = (await terminal.readInput()).trim()
    if (key === '') throw new UsageError('--key-from-stdin: standard input holds no key.')
    return { key }
  }
  const key = process.env.APIM_SUBSCRIPTION_KEY
  return key === undefined || key === '' ? undefined : { key }
}

function identityOf({ cloud, routes }: ConnectedInstance, name: string): CallOptions['caller'] {
  const issuer = routes?.[new URL(cloud.authority).host]
  if (issuer === undefined)
    throw new UsageError(
      '--as works on the local instance, whose issuer gives tokens of any identity. On another one set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET to call with a client credential.',
    )
  return { name, credential: identityCredential(issuer, name, cloud.name === 'local' ? undefined : cloud.name) }
}

async function exportTo(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    throw new UsageError(
      codeOf(error) === 'EEXIST'
        ? `--export: '${file}' is there already; nothing was written over it.`
        : `--export: '${file}' cannot be written (${reasonOf(error)}).`,
    )
  }
}

async function bodyOf(text: string | undefined, cwd: string): Promise<string | undefined> {
  if (text === undefined || !text.startsWith('@')) return text
  try {
    return await readFile(path.resolve(cwd, text.slice(1)), 'utf8')
  } catch (error) {
    throw new UsageError(`--body: '${text.slice(1)}' cannot be read (${reasonOf(error)}).`)
  }
}

const pairs = (option: string, list: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list.map((one) => {
      const at = one.indexOf('=')
      if (at <= 0) throw new UsageError(`${option} '${one}' must be NAME=VALUE.`)
      return [one.slice(0, at), one.slice(at + 1)]
    }),
  )
