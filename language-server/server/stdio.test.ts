import { PassThrough, Writable } from 'node:stream'
import { expect, it, test } from 'vitest'
import type { Message } from 'vscode-languageserver/node'
import { readerOf, writerTo } from './stdio.ts'

const told = (method: string, params: unknown = {}): Message & { method: string; params: unknown } => ({
  jsonrpc: '2.0',
  method,
  params,
})

const written = (message: object): Buffer => {
  const content = Buffer.from(JSON.stringify(message))
  return Buffer.concat([Buffer.from(`Content-Length: ${content.length}\r\n\r\n`), content])
}

/** A reader with what it reads and what it complains of. */
function reading() {
  const from = new PassThrough()
  const read: Message[] = []
  const faults: string[] = []
  const looked: Message[] = []
  const reader = readerOf(from, (message) => looked.push(message))
  reader.onError(({ message }) => faults.push(message))
  const listening = reader.listen((message) => read.push(message))
  return { from, read, faults, looked, reader, listening }
}

const messages = [told('one'), told('two', { text: 'ä€😀\r\n\r\n' }), told('three', { text: 'x'.repeat(5000) })]
const all = Buffer.concat(messages.map(written))

test.each([1, 2, 3, 7, 64, 4096, all.length])('messages are read from pieces of %i bytes', async (size) => {
  const { from, read, faults, looked } = reading()
  for (let at = 0; at < all.length; at += size) from.write(all.subarray(at, at + size))
  from.end()
  await new Promise((resolve) => from.on('close', resolve))
  expect(read).toEqual(messages)
  expect(looked).toEqual(messages)
  expect(faults).toEqual([])
})

it('reads on behind what is no message', async () => {
  const { from, read, faults } = reading()
  from.write('Content-Type: text\r\n\r\n')
  from.write('content-length: 3\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{a}')
  from.end(written(told('one')))
  await new Promise((resolve) => from.on('close', resolve))
  expect(read).toEqual([told('one')])
  expect(faults).toEqual([expect.stringContaining('Content-Length'), expect.stringContaining('JSON')])
})

it('reads nothing more when it is told to stop, and says when its source is closed', async () => {
  const { from, read, reader, listening } = reading()
  const closed = new Promise<void>((resolve) => void reader.onClose(resolve))
  listening.dispose()
  from.end(written(told('one')))
  from.resume()
  await closed
  expect(read).toEqual([])
})

it('lets each message leave in one piece', async () => {
  const pieces: Buffer[] = []
  const to = new Writable({
    write(chunk, _encoding, done) {
      pieces.push(chunk)
      done()
    },
  })
  const writer = writerTo(to)
  await Promise.all(messages.map((message) => writer.write(message)))
  expect(pieces).toEqual(messages.map(written))
})

it('tells of an end that takes nothing', async () => {
  const to = new Writable({ write: (_chunk, _encoding, done) => done(new Error('closed')) })
  const writer = writerTo(to)
  const faults: string[] = []
  writer.onError(([{ message }]) => faults.push(message))
  await expect(writer.write(told('one'))).rejects.toThrow('closed')
  expect(faults).toContain('closed')
})
