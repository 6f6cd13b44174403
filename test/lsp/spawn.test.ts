import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CompletionRequest, ExitNotification } from 'vscode-languageserver/node'
import { type BuiltServer, buildServer } from './built-server.ts'
import { connect } from './client.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
}, 60_000)
afterAll(() => server.dispose())

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const start = (...options: readonly string[]): Child =>
  spawn(process.execPath, [server.file, ...options], { stdio: ['pipe', 'pipe', 'pipe'] })

it('serves an editor over --stdio and ends when told to', async () => {
  const child = start('--stdio')
  const ended = once(child, 'exit')
  try {
    const client = await connect({
      from: child.stdout,
      to: child.stdin,
      end: async (connection) => {
        await connection.sendNotification(ExitNotification.type)
        await ended
      },
    })
    const uri = 'file:///policy.xml'
    client.open(uri, '<policies>\n  <inbound>\n    <set-heder />\n  </inbound>\n</policies>\n')
    const { diagnostics } = await client.diagnostics(uri)
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-policy')
    const params = { textDocument: { uri }, position: { line: 2, character: 4 } }
    const list = await client.connection.sendRequest(CompletionRequest.type, params)
    expect((Array.isArray(list) ? list : (list?.items ?? [])).map(({ label }) => label)).toContain('set-header')
    await client.stop()
    expect(child.exitCode).toBe(0)
  } finally {
    child.kill()
  }
})

it('says how to start it when it is not told', async () => {
  const child = start()
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const [code] = await once(child, 'close')
  expect(code).toBe(2)
  expect(said.trim().split('\n')).toEqual([expect.stringContaining('--stdio')])
})

it('stays small, and holds no code of Azure or VS Code', async () => {
  const sizes = { server: 256, language: 900 }
  for (const [name, limit] of Object.entries(sizes)) {
    const file = join(dirname(server.file), `${name}.cjs`)
    expect((await stat(file)).size).toBeLessThanOrEqual(limit * 1024)
    expect(await readFile(file, 'utf8')).not.toMatch(/@azure\/(?:identity|arm-|core-)|require\("vscode"\)/)
  }
})

it('passes its doors by require, since Node reads a CommonJS file that is imported once more for the names of its exports', async () => {
  const text = await readFile(server.file, 'utf8')
  expect(text).toContain('require("./language.cjs")')
  expect(text).not.toMatch(/\bimport\(/)
})
