import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { developer, resourceApps } from '../../emulator/local/names.ts'
import type { LocalEndpoints } from '../../emulator/local-instance.ts'
import { type BuiltServer, buildServer } from '../lsp/built-server.ts'
import { leaksIn } from './leaks.ts'
import { sample } from './local.ts'

/** As in CI: the bundled command line, each command a process of its own, against two local instances that are one too. */
interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

describe('the built command line', () => {
  let folder: string
  let built: BuiltServer
  let environment: NodeJS.ProcessEnv
  let local: ChildProcess
  let endpoints: LocalEndpoints & { readonly backEndInstance: LocalEndpoints }
  const printed: Run[] = []

  beforeAll(async () => {
    built = await buildServer({ name: 'cli', entry: 'cli/main.ts' })
    folder = await mkdtemp(path.join(tmpdir(), 'policywright-processes-'))
    await cp(sample, path.join(folder, 'workspace'), { recursive: true })
    environment = { ...process.env, POLICYWRIGHT_HOME: path.join(folder, 'home') }
    for (const name of Object.keys(environment)) if (/^(AZURE|IDENTITY|MSI)_/.test(name)) delete environment[name]
    local = spawn(process.execPath, [built.file, 'local', '--with-back-end-instance', '--json', '--sample', sample], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const { stdout } = local
    if (stdout === null) throw new Error('The local instance has no output.')
    endpoints = JSON.parse(
      await new Promise<string>((resolve, reject) => {
        createInterface({ input: stdout }).once('line', resolve)
        local.once('exit', (code) => reject(new Error(`The local instance ended with ${code}.`)))
      }),
    )
    environment = {
      ...environment,
      AZURE_TENANT_ID: endpoints.tenantId,
      AZURE_CLIENT_ID: developer.clientId,
      AZURE_CLIENT_SECRET: developer.clientSecret,
    }
  }, 60_000)
  afterAll(async () => {
    const ended = new Promise((resolve) => local.once('exit', resolve))
    local.kill('SIGTERM')
    await ended
    await built.dispose()
    await rm(folder, { recursive: true, force: true })
  })

  async function run(...args: readonly string[]): Promise<Run> {
    const child = spawn(process.execPath, [built.file, ...args], {
      cwd: path.join(folder, 'workspace'),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString()
    })
    child.stderr.on('data', (text: Buffer) => {
      err += text.toString()
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    printed.push({ code, out, err })
    return { code, out, err }
  }
  const json = ({ out }: Run): unknown => JSON.parse(out)

  test('secure, push and call go head to tail', async () => {
    const secured = await run(
      'secure',
      'orders',
      '--audience',
      resourceApps.ordersApi,
      '--policy',
      'validate-jwt',
      '--yes',
      '--output',
      'json',
    )
    expect(secured, secured.err).toMatchObject({ code: 0 })
    expect(json(secured)).toMatchObject({ status: 'secured' })
    const pushed = await run('push', 'apis/orders/policy.xml', '--yes', '--output', 'json')
    expect(pushed, pushed.err).toMatchObject({ code: 0 })
    const called = await run('call', 'orders', 'list-orders', '--output', 'json')
    expect(called, called.err).toMatchObject({ code: 0 })
    expect(json(called)).toMatchObject({
      verdict: { name: 'protected' },
      without: { response: { status: 401 } },
      with: { response: { status: 200 } },
    })
  }, 60_000)

  test('the second instance becomes the back end of the first, and lets its identity in alone', async () => {
    const url = 'https://policywright-second.azure-api.net/orders'
    const there = ['--instance', 'second'] as const
    const open = await run('call', 'orders', 'list-orders', '--no-token', '--output', 'json', ...there)
    expect(json(open)).toMatchObject({ verdict: { name: 'not-protected' } })
    const file = path.join(folder, 'workspace/apis/orders/policy.xml')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(/<set-backend-service[^>]*>/, `<set-backend-service base-url="${url}" />`))
    expect((await run('push', 'apis/orders/policy.xml', '--yes')).code).toBe(0)
    const args = ['--resource', resourceApps.ordersApi, '--correct-settings', '--yes', '--prove', 'list-orders']
    const done = await run('authenticate', 'orders', ...args, '--output', 'json')
    expect(done, `${done.out}${done.err}`).toMatchObject({ code: 0 })
    expect(json(done)).toMatchObject({
      backEnd: { url, kind: 'api-management' },
      changed: [expect.stringContaining('protected Orders on policywright-second')],
      proof: { verdict: { name: 'proved' }, direct: { response: { status: 401 } } },
    })
    const refused = await run('call', 'orders', 'list-orders', '--output', 'json', ...there)
    expect(json(refused)).toMatchObject({ verdict: { name: 'token-refused' }, explanation: { cause: 'caller' } })
  }, 60_000)

  test('another one of the same name is refused, and what was printed holds no token', async () => {
    const again = await run('local', '--no-sample')
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining("the local instance 'local' runs already") })
    expect(
      leaksIn(
        printed.map(({ out, err }) => ({ name: 'output', text: out + err })),
        new Map(),
      ),
    ).toEqual([])
  }, 60_000)
})
