import { expect, it } from 'vitest'
import type { Diagnostic } from 'vscode-languageserver/node'
import { REFUSALS_REQUEST, type RefusalsParams } from '../../language-server/protocol.ts'
import type { TestClient } from './client.ts'
import { inbound, start, URI } from './session.ts'

const FOLDERS = ['file:///repo']
const refusals = async (client: TestClient, text: string, uri = URI): Promise<readonly string[]> => {
  const params: RefusalsParams = { uri, text }
  const found = await client.connection.sendRequest<readonly Diagnostic[]>(REFUSALS_REQUEST, params)
  return found.map(({ range, code }) => `${range.start.line} ${code}`)
}
const unknown = inbound('<validate-jwt><audience>a</audience></validate-jwt>')

it('says what the service would refuse of a text, whatever the file holds', async () => {
  const client = await start({ folders: FOLDERS })
  const found = await refusals(client, unknown)
  expect(found).toEqual(['3 attribute-group', '3 unknown-element'])
  client.open(URI, inbound(''))
  expect(await refusals(client, unknown)).toEqual(found)
  expect(await refusals(client, inbound(''))).toEqual([])
  // The open document is not touched by it.
  const { diagnostics } = await client.diagnostics(URI)
  expect(diagnostics).toEqual([])
})

it('goes by the place of the file', async () => {
  const client = await start({ folders: FOLDERS })
  const text = inbound('')
  expect(await refusals(client, text)).toEqual([])
  expect((await refusals(client, text, 'file:///repo/policy fragments/one/policy.xml')).length).toBeGreaterThan(0)
})

it('goes by no configured level', async () => {
  const levels = { 'unknown-element': 'off', 'attribute-group': 'off', 'missing-base': 'error' }
  const client = await start({ folders: FOLDERS, settings: { rules: levels } })
  expect(await refusals(client, unknown)).toHaveLength(2)
  expect(await refusals(client, inbound('').replace(/<base \/>/, ''))).toEqual([])
})
