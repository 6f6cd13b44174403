import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { accessToken } from '../../azure/access-token.ts'
import { clouds } from '../../azure/clouds.ts'
import { azureCredential } from '../../azure/credential.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'policywright-'))
  vi.stubEnv('PATH', `${folder}:${process.env.PATH ?? ''}`)
  // Keeps the default chain from looking for a managed identity on the network.
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'AzureCliCredential')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

/** Puts a program named `az` on the path. */
async function azureCli(script: string): Promise<void> {
  const file = path.join(folder, 'az')
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
}

const tenantId = '11111111-2222-4333-8444-555555555555'

// A shell script stands in for the Azure CLI, which Windows would not run.
test.skipIf(process.platform === 'win32')('the Azure CLI gives tokens of any scope and tenant', async () => {
  await azureCli(`echo "{\\"accessToken\\":\\"$*\\",\\"expires_on\\":4102444800,\\"tenant\\":\\"t\\"}"`)
  const credential = azureCredential({ cloud: clouds.public, tenantId, environment: {} })
  const token = await accessToken(credential, 'api://orders')
  expect(token).toContain('--resource api://orders')
  expect(token).toContain(`--tenant ${tenantId}`)
  expect(credential.source).toBe('Azure CLI')
})

test.skipIf(process.platform === 'win32')('nobody is signed in: each way says what to do', async () => {
  await azureCli(`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`)
  const credential = azureCredential({ cloud: clouds.public, tenantId, environment: {} })
  await expect(accessToken(credential, 'api://orders')).rejects.toMatchObject({
    kind: 'sign-in',
    message: expect.stringMatching(
      /getting a token for api:\/\/orders.*Azure CLI: .*az login.*--tenant 11111111.*Default Azure credential: /s,
    ),
  })
})

test('AZURE_* variables come before the Azure CLI', async () => {
  vi.stubEnv('AZURE_TENANT_ID', tenantId)
  vi.stubEnv('AZURE_CLIENT_ID', 'cccccccc-0000-4000-8000-000000000001')
  vi.stubEnv('AZURE_CLIENT_CERTIFICATE_PATH', path.join(folder, 'none.pem'))
  await azureCli('exit 1')
  const credential = azureCredential({ cloud: clouds.public, environment: process.env })
  await expect(credential.getToken('api://orders/.default')).rejects.toThrow(
    /^No credential gave a token\. Environment: .*Check AZURE_TENANT_ID.*Azure CLI: /s,
  )
})
