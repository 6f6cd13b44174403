import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerBench } from './gateway-process.ts'

const body = Buffer.from(JSON.stringify({ id: '1001', customer: 'Adatum', lines: [{ sku: 'A-1', count: 2 }] }))
const headers = ['Content-Type', 'application/json', 'Content-Length', String(body.length), 'X-Served-By', 'back end']

const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => answerBench(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
