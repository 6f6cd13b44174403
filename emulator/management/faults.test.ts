import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { localNames } from '../local/names.ts'
import { collect, type EmulatedAzure, startEmulatedAzure } from '../testing/emulated-azure.ts'

const { resourceGroup: rg, serviceName: svc } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

describe('faults', () => {
  const inject = (fault: object) =>
    fetch(`${azure.management.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) })

  test('a 429 is retried by the real client after the time it names', async () => {
    await inject({ path: '/apis', status: 429, retryAfter: 0, times: 2 })
    expect(await collect(azure.client.api.listByService(rg, svc))).toEqual([])
  })

  test('a dropped connection is retried too', async () => {
    await inject({ method: 'GET', drop: true })
    await expect(azure.client.apiManagementService.get(rg, svc)).resolves.toMatchObject({ name: svc })
  })

  test.each([
    ['{', 'JSON object'],
    ['[1]', 'JSON object'],
    ['{"times":"x"}', '"times" must be a number'],
  ])('%s is not one', async (body, words) => {
    const response = await fetch(`${azure.management.url}/_local/faults`, { method: 'POST', body })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(words.replaceAll('"', '\\"'))
  })

  test('a 500 comes through when it stays, and nothing after it is cleared', async () => {
    azure.management.faults.add({ status: 500, times: 100 })
    await expect(azure.client.apiManagementService.get(rg, svc)).rejects.toMatchObject({ statusCode: 500 })
    await fetch(`${azure.management.url}/_local/faults`, { method: 'DELETE' })
    await expect(azure.client.apiManagementService.get(rg, svc)).resolves.toBeTruthy()
  })

  test('a slow answer can be aborted, and closing does not wait for it', async () => {
    azure.management.faults.add({ delay: 600_000 })
    const abort = new AbortController()
    const asked = azure.client.apiManagementService.get(rg, svc, { abortSignal: abort.signal })
    setImmediate(() => abort.abort())
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })
})
