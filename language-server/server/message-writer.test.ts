import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import type { Message, NotificationMessage } from 'vscode-languageserver/node'
import { PromptMessageWriter } from './message-writer.ts'

const saying = (text: string): NotificationMessage => ({ jsonrpc: '2.0', method: 'said', params: { text } })
const message = saying('nothing')

it.each(['plain', 'Grüße', '→', '🙂'])(
  'writes a message of %j at once and in one piece, with its length in bytes',
  async (said) => {
    const chunks: Buffer[] = []
    const writer = new PromptMessageWriter(
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          chunks.push(chunk)
          done()
        },
      }),
    )
    const written = writer.write(saying(said))
    const body = Buffer.from(JSON.stringify(saying(said)))
    expect(chunks.map(String)).toEqual([`Content-Length: ${body.length}\r\n\r\n${body}`])
    await written
  },
)

it('tells of what could not be written, and how often that was', async () => {
  const writer = new PromptMessageWriter(
    new Writable({ autoDestroy: false, write: (_chunk, _encoding, done) => done(new Error('no reader')) }),
  )
  const faults: (readonly [string, Message | undefined, number | undefined])[] = []
  writer.onError(([{ message: reason }, failed, count]) => faults.push([reason, failed, count]))
  await expect(writer.write(message)).rejects.toThrow('no reader')
  await expect(writer.write({ jsonrpc: '2.0', toJSON: () => JSON.parse('{') } as Message)).rejects.toThrow(SyntaxError)
  expect(faults).toContainEqual(['no reader', message, 1])
})

it('tells that its stream is closed', async () => {
  const stream = new Writable()
  const writer = new PromptMessageWriter(stream)
  const closed = new Promise<void>((resolve) => writer.onClose(resolve))
  stream.destroy()
  await closed
})
