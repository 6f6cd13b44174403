import { cp } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clouds } from '../../azure/clouds.ts'
import { resourceApps } from '../../emulator/local/names.ts'
import { runMainJob } from '../../workflows/main-job.ts'
import { sample, startLocal } from './local.ts'
import { scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
beforeAll(async () => {
  local = await startLocal({})
  await cp(sample, local.root, { recursive: true })
})
afterAll(() => local.stop())

test('publish, call 200, secure, push, call without a token 401, call with one 200', async () => {
  const ports = scriptedPorts()
  const { instance, credential, endpoints, root } = local
  const steps: string[] = []
  const result = await runMainJob({
    ports,
    instance,
    credential,
    cloud: clouds.local,
    tenantId: endpoints.tenantId,
    routes: endpoints.routes,
    root,
    api: 'orders',
    operation: 'list-orders',
    audiences: [resourceApps.ordersApi, 'api://orders'],
    step: (step) => steps.push(`${step.name}: ${step.ok ? 'ok' : 'failed'} ${step.message}`),
  })
  expect(steps).toEqual([
    'publish: ok 11 items are published to policywright-local.',
    'call-open: ok GET https://policywright-local.azure-api.net/orders was answered 200.',
    expect.stringMatching(/^secure: ok API orders accepts only tokens for .*read back and verified/),
    'call-without-token: ok GET https://policywright-local.azure-api.net/orders was answered 401.',
    expect.stringMatching(/^call-with-token: ok .*Protected and reachable: 401 without a token, 200 with one/),
  ])
  for (const page of ports.pages) expect(JSON.stringify(page)).not.toMatch(/eyJ/)
  expect(result.ok).toBe(true)
})
