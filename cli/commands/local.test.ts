import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LocalEndpoints } from '../../emulator/local-instance.ts'
import { dispatch } from '../dispatch.ts'
import { runInstance } from './local.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'policywright-'))
  vi.stubEnv('POLICYWRIGHT_HOME', home)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(home, { recursive: true })
})

/** A terminal that resolves when the first text is written. */
function terminal() {
  const written = { out: '', err: '' }
  let first: () => void = () => {}
  const started = new Promise<void>((resolve) => {
    first = resolve
  })
  return {
    written,
    started,
    cwd: home,
    out: (text: string) => {
      written.out += text
      first()
    },
    err: (text: string) => {
      written.err += text
    },
    readInput: async () => '',
  }
}

async function running(args: readonly string[], work: (printed: string) => Promise<void>): Promise<number> {
  const screen = terminal()
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const code = runInstance(args, screen, ended)
  await Promise.race([screen.started, code.then(() => Promise.reject(new Error(screen.written.err)))])
  await work(screen.written.out).finally(end)
  return code
}

test('says where everything is and what to try, until it is interrupted', async () => {
  const code = await running([], async (printed) => {
    expect(printed).toMatch(/gateway {5}http:\/\/127\.0\.0\.1:\d+/)
    expect(printed).toContain('/orders/')
    const backEnd = /back end {4}(\S+)/.exec(printed)?.[1] ?? ''
    expect((await fetch(backEnd)).status).toBe(401)
  })
  expect(code).toBe(0)
})

test('prints its addresses as JSON, writes them down, and gives tokens to other processes', async () => {
  await running(['--json', '--no-sample'], async (printed) => {
    const endpoints = JSON.parse(printed) as LocalEndpoints
    expect(JSON.parse(await readFile(join(home, 'local.json'), 'utf8'))).toEqual(endpoints)
    const screen = terminal()
    const asked = ['local', 'token', '--identity', 'data-factory', '--audience', 'api://orders', '--role', 'X']
    expect(await dispatch([...asked, '--output', 'json'], screen)).toBe(0)
    const { token } = JSON.parse(screen.written.out) as { token: string }
    expect(decodeJwt(token)).toMatchObject({ tid: endpoints.tenantId, ver: '2.0', roles: ['X'] })
  })
  await expect(readFile(join(home, 'local.json'))).rejects.toMatchObject({ code: 'ENOENT' })
  const screen = terminal()
  expect(await dispatch(['local', 'token', '--audience', 'x'], screen)).toBe(1)
  expect(screen.written.err).toContain('no local instance is running')
})

test('a second one does not take the place of the first, and another name stands beside it', async () => {
  await running(['--no-sample', '--json'], async (printed) => {
    const first = JSON.parse(printed) as LocalEndpoints
    const screen = terminal()
    expect(await runInstance(['--no-sample'], screen, new Promise(() => {}))).toBe(1)
    expect(screen.written.err).toContain(`the local instance 'local' runs already (process ${process.pid}`)
    await running(['--name', 'second', '--no-sample', '--json'], async (other) => {
      const second = JSON.parse(other) as LocalEndpoints
      expect(second.serviceName).toBe('policywright-second')
      expect(second.routes['policywright-local.azure-api.net']).toBe(first.gatewayUrl)
      expect(JSON.parse(await readFile(join(home, 'local.json'), 'utf8'))).toEqual(first)
      const token = terminal()
      expect(await dispatch(['local', 'token', '--name', 'second', '--audience', 'api://orders'], token)).toBe(0)
      const named = terminal()
      expect(await dispatch(['diff', 'apis/x/policy.xml', '--instance', 'third'], named)).toBe(2)
      expect(named.written.err).toContain("start it with 'policywright local --name third'")
    })
    await expect(readFile(join(home, 'local-second.json'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

test('one process may run both', async () => {
  await running(['--with-back-end-instance', '--no-sample', '--json'], async (printed) => {
    const { backEndInstance, ...first } = JSON.parse(printed) as LocalEndpoints & { backEndInstance: LocalEndpoints }
    expect(backEndInstance.name).toBe('second')
    expect(first.routes['policywright-second.azure-api.net']).toBe(backEndInstance.gatewayUrl)
    expect((await readdir(home)).sort()).toEqual(['local-second.json', 'local.json'])
    const screen = terminal()
    expect(await runInstance(['--name', 'second'], screen, new Promise(() => {}))).toBe(1)
  })
})

test.each([
  [['local', '--name', 'Not One'], 'small letters, digits and hyphens'],
  [['local', '--name', 'second', '--with-back-end-instance'], "starts 'second' itself"],
  [['local', 'token'], 'token needs --audience AUDIENCE'],
  [['local', '--port', 'http'], "--port 'http' is no whole number"],
  [['local', '--cloud', 'mars'], "--cloud 'mars' is not one of public, us-government, china"],
  [['local', '--sample', 'x', '--no-sample'], 'exclude each other'],
  [['local', '--colour'], "Unknown option '--colour'"],
])('%j is wrong usage', async (args, message) => {
  const screen = terminal()
  expect(await dispatch(args, screen)).toBe(2)
  expect(screen.written.err).toContain(message)
})

test('a sample that cannot be read ends with one line', async () => {
  const screen = terminal()
  expect(await runInstance(['--sample', 'nowhere'], screen, new Promise(() => {}))).toBe(1)
  expect(screen.written.err).toMatch(/^policywright local: The sample folder .+ cannot be read: .+\n$/)
})
