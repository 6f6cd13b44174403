import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform, type Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CompletionRequest, ExitNotification } from 'vscode-languageserver/node'
import { type BuiltServer, buildServer } from './built-server.ts'
import { connect } from './client.ts'

let server: BuiltServer
beforeAll(async () => {
  server = await buildServer()
}, 60_000)
afterAll(() => server.dispose())

/** Keeps back what goes through while it is shut, to hand it on in one piece. */
class Gate extends Transform {
  isShut = false
  private held: Buffer[] = []
  private look = (): void => {}

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.isShut) this.held.push(chunk)
    else this.push(chunk)
    this.look()
    done()
  }

  /** Waits until a whole message with a word in it has come. */
  holds(word: string): Promise<void> {
    return new Promise((resolve) => {
      this.look = () => {
        const text = Buffer.concat(this.held).toString()
        if (text.lastIndexOf('{"jsonrpc"') <= text.indexOf(word) && text.endsWith('}')) resolve()
      }
      this.look()
    })
  }

  open(): void {
    this.isShut = false
    this.push(Buffer.concat(this.held))
    this.held = []
  }
}

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

/** A document long enough that its check takes some time. */
const longText = `<policies>\n  <inbound>\n${'    <set-header name="a" />\n'.repeat(500)}  </inbound>\n</policies>\n`

it('answers who has just typed before it checks what was typed, when both messages come at once', async () => {
  const child = start('--stdio')
  const ended = once(child, 'exit')
  try {
    const gate = new Gate()
    gate.pipe(child.stdin)
    const client = await connect({
      from: child.stdout,
      to: gate,
      end: async (connection) => {
        await connection.sendNotification(ExitNotification.type)
        await ended
      },
    })
    const uri = 'file:///policy.xml'
    client.open(uri, longText)
    await client.diagnostics(uri)
    const order: string[] = []
    gate.isShut = true
    client.change(uri, 2, longText.replace('set-header', 'set-heder'))
    const params = { textDocument: { uri }, position: { line: 2, character: 4 } }
    const answered = client.connection.sendRequest(CompletionRequest.type, params).then(() => order.push('answer'))
    await gate.holds('textDocument/completion')
    gate.open()
    const checked = client.diagnostics(uri, ({ version }) => version === 2).then(() => order.push('diagnostics'))
    await Promise.all([answered, checked])
    expect(order).toEqual(['answer', 'diagnostics'])
    await client.stop()
  } finally {
    child.kill()
  }
})

it('says of a broken pipe nothing, and ends when the editor is gone', async () => {
  const child = start('--stdio')
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  child.stdout.destroy()
  child.stdin.end('Content-Length: 2\r\n\r\n{}')
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  expect(said).toBe('')
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
