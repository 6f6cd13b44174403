import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resourceApps } from '../../../emulator/local/names.ts'
import { projectFile } from '../../tidy/project.ts'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import { startTwoInstances, type TwoInstances } from '../host/two-instances.ts'
import { answer, openFile, pick, press, runCommand, said, tick, visibleText } from '../host/workbench.ts'

/** Two instances: an API of one calls the protected API of the other, and somebody else works on the same policies. */
describe('another instance calls my API', () => {
  let session: Session
  let instances: TwoInstances
  let sample = ''
  const file = 'apis/orders/policy.xml'
  const inWorkspace = (name: string): string => path.join(session.workspace, name)
  const onDisk = (name = file): string => readFileSync(inWorkspace(name), 'utf8')
  const quiet = (): Promise<void> => runCommand(session.page, 'Notifications: Clear All Notifications')
  const commandLine = (words: readonly string[], cwd: string): void => {
    const env = { ...process.env, POLICYWRIGHT_HOME: session.home }
    const { status, stderr } = spawnSync(process.execPath, [projectFile('dist/cli.cjs'), ...words], { cwd, env })
    expect(status, String(stderr)).toBe(0)
  }

  beforeAll(async () => {
    session = await startSession()
    sample = onDisk()
    instances = await startTwoInstances(session.home)
  })
  afterAll(async () => {
    await session?.close()
    await instances?.stop()
  })
  pictureFailures(() => session)

  test('where there are several instances, Push Policy asks for one', async () => {
    const { page } = session
    const sample = onDisk()
    writeFileSync(
      inWorkspace(file),
      sample.replace(/<set-backend-service[^>]*>|<authentication-managed-identity[^>]*>/g, ''),
    )
    const editor = await openFile(page, file)
    await expect.poll(() => visibleText(editor)).not.toContain('set-backend-service')
    await runCommand(page, 'APIM: Push Policy')
    await pick(page, "Local instance 'second'")
    await pick(page, 'Push')
    await said(page, 'is on policywright-second, read back and verified')
    await quiet()
  })

  test('what somebody else changed meanwhile is not overwritten, and is fetched from the message', async () => {
    const { page } = session
    const mine = onDisk()
    const theirs = inWorkspace('../theirs')
    cpSync(session.workspace, theirs, { recursive: true })
    writeFileSync(path.join(theirs, file), mine.replace('X-Powered-By', 'X-Theirs'))
    commandLine(['push', file, '--instance', 'second', '--yes'], theirs)
    writeFileSync(inWorkspace(file), mine.replace('X-Powered-By', 'X-Mine'))
    const editor = await openFile(page, file)
    await expect.poll(() => visibleText(editor)).toContain('X-Mine')
    await runCommand(page, 'APIM: Push Policy')
    await pick(page, "Local instance 'second'")
    await pick(page, 'Stop')
    await said(page, 'was changed on policywright-second since it was fetched')
    await session.picture('push-conflict')
    await press(page, 'was changed on policywright-second since it was fetched', 'Fetch Policy')
    await pick(page, 'Merge by hand')
    await said(page, /apis\/orders\/policy.xml keeps your changes/)
    expect(onDisk()).toContain('X-Mine')
    writeFileSync(inWorkspace(file), sample)
    await expect.poll(() => visibleText(editor)).toContain('set-backend-service')
    await quiet()
  })

  test('Secure API offers each instance, and the other one as a caller', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Secure API with Managed Identity')
    await pick(page, 'This file, and Local instanceAPI')
    await pick(page, 'validate-jwt')
    await pick(page, 'An app registration of this API')
    await answer(page, 'Client id or App ID URI of the API', resourceApps.ordersApi)
    await tick(page, 'Who may call?', ['policywright-second'])
    await page.keyboard.press('Enter')
    await pick(page, 'Secure')
    await said(page, 'accepts only tokens for')
    expect(onDisk()).toContain('<claim name="oid" match="any">')
  })

  test('Push to the caller writes the policy of its API, and it is let in', async () => {
    const { page } = session
    await press(page, 'accepts only tokens for', 'Settings for the Caller')
    await pick(page, 'API Management: policy of an API of another instance')
    await press(page, 'policy of an API of another instance', 'Push to policywright-second')
    await pick(page, 'Orders')
    await pick(page, 'All operations')
    await page
      .locator('.monaco-diff-editor .view-line', { hasText: '<authentication-managed-identity' })
      .first()
      .waitFor({ timeout: 30_000 })
    await session.picture('push-to-caller')
    await pick(page, 'Push')
    await said(page, 'is on policywright-second, read back and verified')
    await session.picture('pushed-to-caller')
    expect(onDisk(`callers/policywright-second/${file}`)).toContain(`resource="${resourceApps.ordersApi}"`)
    const { first, second } = instances
    const statuses = await Promise.all(
      [first, second].map(async ({ gatewayUrl }) => (await fetch(`${gatewayUrl}/orders/`)).status),
    )
    expect(statuses).toEqual([401, 200])
    await quiet()
  })
})
