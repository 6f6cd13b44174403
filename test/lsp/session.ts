import { afterEach } from 'vitest'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import type { ServerPorts } from '../../language-server/server/server.ts'
import { withCursor } from '../support/cursor.ts'
import { type ClientSetup, startInProcess, type TestClient } from './client.ts'

export const URI = 'file:///repo/apis/orders/policy.xml'

const clients: TestClient[] = []

/** A client with a server of its own, stopped after the test. */
export async function start(setup?: ClientSetup, ports?: ServerPorts): Promise<TestClient> {
  const client = await startInProcess(setup, ports)
  clients.push(client)
  return client
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop()
})

/** A whole document around the content of its inbound section. */
export const inbound = (content: string): string => `<policies>
  <inbound>
    <base />
    ${content}
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`

/** The text without its cursor `┆`, and where that stood. */
export function at(marked: string) {
  const { text, offset } = withCursor(marked)
  return { text, position: createLineMap(text).positionAt(offset) }
}
