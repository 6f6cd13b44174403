import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { clouds } from '../../azure/clouds.ts'
import { connect } from '../../azure/connect.ts'
import { localCredential } from '../../azure/credential.ts'
import { developer, resourceApps } from '../../emulator/local/names.ts'
import { startLocalInstance } from '../../emulator/local-instance.ts'
import { runMainJob } from '../../workflows/main-job.ts'
import type { Ports } from '../../workflows/ports.ts'
import { root } from '../root.mjs'

/** The job needs no answers: everything is decided here, and everything it would show is printed. */
const ports: Ports = {
  choose: async ({ title }) => {
    throw new Error(`Nobody is here to answer "${title}".`)
  },
  chooseMany: async ({ title }) => {
    throw new Error(`Nobody is here to answer "${title}".`)
  },
  input: async ({ title }) => {
    throw new Error(`Nobody is here to answer "${title}".`)
  },
  confirm: async () => true,
  progress: (_title, task) => task(new AbortController().signal, () => undefined),
  show: async () => undefined,
  log: (line) => console.log(`       ${line}`),
}

/**
 * The main job in the terminal, against a local instance of its own and a copy of the sample: publish, call, secure, push, call
 * without and with a token. @returns the exit code.
 */
export async function runHeadless(): Promise<number> {
  const started = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'policywright-headless-'))
  const sample = path.join(folder, 'orders')
  cpSync(root('samples/orders'), sample, { recursive: true })
  const local = await startLocalInstance({})
  try {
    const { routes, tenantId, subscriptionId, resourceGroup, serviceName, gatewayUrl } = local.endpoints
    console.log(`start  The local instance runs: its gateway is ${gatewayUrl}.`)
    const cloud = clouds.local
    const { clientId, clientSecret } = developer
    const credential = localCredential({ cloud, tenantId, routes, clientId, clientSecret })
    const port = await connect({ cloud, credential, subscriptionId, routes, pollInterval: 20 })
    const { ok, steps } = await runMainJob({
      ports,
      instance: port.instance(resourceGroup, serviceName),
      credential,
      cloud,
      tenantId,
      routes,
      root: sample,
      api: 'orders',
      operation: 'list-orders',
      audiences: [resourceApps.ordersApi],
      step: ({ name, ok: passed, message }) => console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}: ${message}`),
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      ok
        ? `The main job works: ${steps.length} steps in ${seconds} s.`
        : `The main job stopped after ${steps.length} steps.`,
    )
    return ok ? 0 : 1
  } finally {
    await local.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
