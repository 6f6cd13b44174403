import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { FIRST, isInstanceName } from '../../emulator/local/names.ts'
import {
  findLocalInstance,
  listRunningLocalInstances,
  removeStateFile,
  writeStateFile,
} from '../../emulator/local/state-file.ts'
import type { LocalEndpoints, LocalInstance, LocalInstanceOptions } from '../../emulator/local-instance.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { oneOf } from '../one-of.ts'
import { outputOf } from '../output.ts'

/** What `--with-back-end-instance` starts besides. */
const SECOND = 'second'

const clouds = ['public', 'us-government', 'china'] as const

const help = `Start API Management on this machine: gateway, management, issuer, and the Orders sample with its protected back end.

Usage: policywright local [options]
       policywright local token --audience AUDIENCE [options]

It listens on 127.0.0.1 only, prints what to try, and runs until Ctrl+C.

  --name NAME            another instance beside the first, with its own ports, identity and service
                         policywright-NAME: the back end of an API of the first, for example; the commands
                         reach it with --instance NAME
  --with-back-end-instance
                         starts the instance 'second' with it, in the same process
  --sample FOLDER        publish this folder (APIOps layout) instead of the Orders sample
  --no-sample            publish nothing
  --data FOLDER          keep the state there between starts; keys and secret values are never written
  --port PORT            of the gateway; any free port by default
  --management-port PORT, --identity-port PORT, --back-end-port PORT
  --cloud CLOUD          ${clouds.join(', ')}: where the instance's managed identity lives
  --json                 print the addresses as one line of JSON

'local token' prints a token of any identity from the instance that is running:

  --name NAME            from which instance; the first when absent
  --identity NAME        data-factory, function-app, logic-app, developer, or any name; 'developer' by default
  --audience AUDIENCE    a client id or an App ID URI
  --token-version 1|2    by default the version that the audience's registration asks for
  --role ROLE            an app role; may be repeated
  --expires-in SECONDS   3600 by default; negative for an expired token
  --cloud CLOUD          whose issuer signs
  --output text|json     the token alone (default), or with its claims

Exit code 0: it was stopped, or the token was printed. 1: it could not start, or no instance is running. 2: wrong usage.
`

export default command({
  help,
  run(args, terminal) {
    return args[0] === 'token' ? printToken(args.slice(1), terminal) : runInstance(args, terminal, interrupted())
  },
})

/** @param ended resolves when the instance has to stop. */
export async function runInstance(args: readonly string[], terminal: Terminal, ended: Promise<void>): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'string' },
      'no-sample': { type: 'boolean' },
      name: { type: 'string', default: FIRST },
      'with-back-end-instance': { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string' },
      'management-port': { type: 'string' },
      'identity-port': { type: 'string' },
      'back-end-port': { type: 'string' },
      cloud: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if (values['no-sample'] && values.sample !== undefined)
    throw new UsageError('--sample and --no-sample exclude each other.')
  const { name } = values
  if (!isInstanceName(name))
    throw new UsageError(`--name '${name}' is not a name: small letters, digits and hyphens, a letter first.`)
  const second = values['with-back-end-instance'] ? SECOND : undefined
  if (second === name) throw new UsageError(`--with-back-end-instance starts '${SECOND}' itself; give another --name.`)
  const others = await listRunningLocalInstances()
  const taken = others.find((one) => one.name === name || one.name === second)
  if (taken !== undefined) {
    terminal.err(
      `policywright local: the local instance '${taken.name}' runs already (process ${taken.pid}, gateway ${taken.gatewayUrl}). Use it, stop it, or start another with --name NAME.\n`,
    )
    return 1
  }
  const { ordersSample, startLocalInstance, startWithBackEndInstance } = await import(
    '../../emulator/local-instance.ts'
  )
  const wanted = values.sample === undefined ? ordersSample() : resolve(terminal.cwd, values.sample)
  const noSample = values['no-sample'] || (values.sample === undefined && !existsSync(wanted))
  const abort = new AbortController()
  void ended.then(() => abort.abort())
  const options: LocalInstanceOptions = {
    name,
    ...(noSample ? {} : { sample: wanted }),
    ...(values.data === undefined ? {} : { dataDir: resolve(terminal.cwd, values.data) }),
    ...(values.cloud === undefined ? {} : { cloud: oneOf('--cloud', values.cloud, clouds) }),
    ports: {
      gateway: portOf('--port', values.port),
      management: portOf('--management-port', values['management-port']),
      identity: portOf('--identity-port', values['identity-port']),
      backEnd: portOf('--back-end-port', values['back-end-port']),
    },
    managedIdentity: 'sdk',
    signal: abort.signal,
    log: (line) => terminal.err(`${line}\n`),
  }
  let instance: LocalInstance & { readonly backEndInstance?: LocalInstance }
  try {
    instance =
      second === undefined ? await startLocalInstance(options) : await startWithBackEndInstance(options, second)
  } catch (error) {
    if (abort.signal.aborted) return 0
    terminal.err(`policywright local: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  const both = [instance, ...(instance.backEndInstance === undefined ? [] : [instance.backEndInstance])]
  try {
    for (const other of others)
      for (const one of both)
        await one.neighbours.meet(other.managementUrl).catch((error: Error) => {
          terminal.err(`policywright local: the local instance '${other.name}' is left out: ${error.message}\n`)
        })
    for (const { endpoints } of both) await writeStateFile(endpoints)
    terminal.out(
      values.json
        ? `${JSON.stringify({ ...instance.endpoints, ...(instance.backEndInstance ? { backEndInstance: instance.backEndInstance.endpoints } : {}) })}\n`
        : whatToTry(instance.endpoints, { noSample, backEndInstance: instance.backEndInstance?.endpoints }),
    )
    await ended
  } finally {
    for (const { endpoints } of both) await removeStateFile(endpoints)
    await instance.stop()
  }
  return 0
}

interface WhatRuns {
  readonly noSample: boolean
  readonly backEndInstance: LocalEndpoints | undefined
}

function whatToTry(endpoints: LocalEndpoints, { backEndInstance, noSample }: WhatRuns): string {
  const { backEndUrl, gatewayUrl, identityUrl, managementUrl, serviceName, tenantId } = endpoints
  return [
    `The local API Management instance '${serviceName}' is running.`,
    '',
    `  gateway     ${gatewayUrl}`,
    `  management  ${managementUrl}`,
    `  issuer      ${identityUrl}/${tenantId}/v2.0/.well-known/openid-configuration`,
    `  back end    ${backEndUrl}`,
    ...(backEndInstance === undefined
      ? []
      : [`  instance '${backEndInstance.name}': gateway ${backEndInstance.gatewayUrl}`]),
    '',
    ...(noSample
      ? ['Nothing is published yet.']
      : [
          'What to try:',
          `  curl ${gatewayUrl}/orders/       the API answers: its policy sends the instance's managed identity`,
          `  curl ${backEndUrl}/              the back end alone refuses: 401`,
          '  policywright local token --identity data-factory --audience api://orders',
          ...(backEndInstance === undefined
            ? []
            : [
                `  policywright call orders list-orders --instance ${backEndInstance.name}`,
                '                                            the same API there: it may become the back end of the first one',
              ]),
        ]),
    '',
    'Press Ctrl+C to stop.',
    '',
  ].join('\n')
}

async function printToken(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string', default: FIRST },
      identity: { type: 'string', default: 'developer' },
      audience: { type: 'string' },
      'token-version': { type: 'string' },
      role: { type: 'string', multiple: true },
      'expires-in': { type: 'string' },
      cloud: { type: 'string' },
      output: { type: 'string', default: 'text' },
    },
  })
  if (values.audience === undefined)
    throw new UsageError('token needs --audience AUDIENCE: a client id or an App ID URI.')
  const output = outputOf(values.output)
  const order = {
    identity: values.identity,
    audience: values.audience,
    ...(values['token-version'] === undefined
      ? {}
      : { version: Number(oneOf('--token-version', values['token-version'], ['1', '2'] as const)) }),
    ...(values.role === undefined ? {} : { roles: values.role }),
    ...(values['expires-in'] === undefined ? {} : { expiresIn: numberOf('--expires-in', values['expires-in']) }),
    ...(values.cloud === undefined ? {} : { cloud: oneOf('--cloud', values.cloud, clouds) }),
  }
  const endpoints = await findLocalInstance(values.name)
  if (!endpoints) {
    terminal.err(
      `policywright local token: no local instance ${values.name === FIRST ? 'is running' : `'${values.name}' is running`}; start one with 'policywright local${values.name === FIRST ? '' : ` --name ${values.name}`}'.\n`,
    )
    return 1
  }
  const response = await fetch(`${endpoints.identityUrl}/_local/token`, { method: 'POST', body: JSON.stringify(order) })
  const body = (await response.json()) as { access_token?: string; claims?: object; error_description?: string }
  if (!response.ok || body.access_token === undefined) {
    terminal.err(`policywright local token: ${body.error_description ?? `the issuer answered ${response.status}`}\n`)
    return 1
  }
  terminal.out(
    output === 'json'
      ? `${JSON.stringify({ token: body.access_token, claims: body.claims })}\n`
      : `${body.access_token}\n`,
  )
  return 0
}

const interrupted = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })

function numberOf(option: string, text: string): number {
  if (!/^-?\d+$/.test(text)) throw new UsageError(`${option} '${text}' is no whole number.`)
  return Number(text)
}

function portOf(option: string, text: string | undefined): number {
  const port = text === undefined ? 0 : numberOf(option, text)
  if (port < 0 || port > 65_535) throw new UsageError(`${option} '${text}' is no port from 0 to 65535.`)
  return port
}
