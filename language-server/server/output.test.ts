import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { StreamMessageWriter } from 'vscode-languageserver/node'
import { wholeMessages } from './output.ts'

/** An end that notes what arrives at once. */
function end(fault?: Error) {
  const pieces: string[] = []
  const to = new Writable({
    writev(chunks, done) {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''))
      done(fault)
    },
    write(chunk, _encoding, done) {
      pieces.push(String(chunk))
      done(fault)
    },
  })
  return { pieces, to }
}

const written = (message: object): string => {
  const content = JSON.stringify({ jsonrpc: '2.0', ...message })
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`
}

it('lets each message leave in one piece', async () => {
  const { pieces, to } = end()
  const writer = new StreamMessageWriter(wholeMessages(to))
  const messages = [{ method: 'one' }, { method: 'two', params: ['ä€😀'] }, { method: 'three' }]
  await Promise.all(messages.map((message) => writer.write({ jsonrpc: '2.0', ...message })))
  expect(pieces).toEqual(messages.map(written))
})

it('tells of an end that takes nothing', async () => {
  const { to } = end(new Error('closed'))
  const writer = new StreamMessageWriter(wholeMessages(to))
  const faults: string[] = []
  writer.onError(([{ message }]) => faults.push(message))
  await expect(writer.write({ jsonrpc: '2.0' })).rejects.toThrow('closed')
  expect(faults).toContain('closed')
})
