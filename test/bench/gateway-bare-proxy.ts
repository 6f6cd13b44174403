import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Dispatcher, Pool } from 'undici'
import { answerBench } from './gateway-process.ts'

/** The peer: a proxy that does nothing but pass on, by undici's lowest interface. Its argument is the back end's origin. */
const origin = process.argv[2] ?? ''
const pool = new Pool(origin, { connections: 128, pipelining: 1 })

const server = createServer((request, response) => {
  const options: Dispatcher.DispatchOptions = {
    path: request.url ?? '/',
    method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
    headers: request.rawHeaders,
    body: request.method === 'GET' ? null : request,
  }
  pool.dispatch(options, {
    onRequestStart() {},
    onResponseStart(controller, status) {
      const raw = (controller.rawHeaders ?? []) as readonly Buffer[]
      response.writeHead(
        status,
        raw.map((part) => part.toString('latin1')),
      )
    },
    onResponseData(_controller, chunk) {
      response.write(chunk)
    },
    onResponseEnd() {
      response.end()
    },
    onResponseError() {
      response.destroy()
    },
  })
})
server.listen(0, '127.0.0.1', () => answerBench(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
