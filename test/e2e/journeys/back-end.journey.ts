import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resourceApps } from '../../../emulator/local/names.ts'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import { answer, openFile, pick, press, runCommand, said, webview } from '../host/workbench.ts'

/** The other direction, by the palette only: API Management calls its back end with its own identity, and that is proved. */
describe('my API calls my Function', () => {
  let session: Session
  const file = 'apis/orders/policy.xml'
  const onDisk = (): string => readFileSync(path.join(session.workspace, file), 'utf8')
  const quiet = (): Promise<void> => runCommand(session.page, 'Notifications: Clear All Notifications')

  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  test('an API whose policy gets no token', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Start Local Instance')
    await said(page, 'The local instance runs')
    await quiet()
    writeFileSync(path.join(session.workspace, file), onDisk().replace(/<authentication-managed-identity[^>]*>/, ''))
    await runCommand(page, 'APIM: Push Policy')
    await pick(page, 'Push')
    await said(page, 'read back and verified')
    await quiet()
  })

  test('Authenticate to Back End shows the change and pushes it', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Authenticate to Back End with Managed Identity')
    await pick(page, 'Orders')
    await pick(page, 'All operations')
    await page
      .locator('.monaco-diff-editor .view-line', { hasText: '<authentication-managed-identity' })
      .first()
      .waitFor()
    await session.picture('authenticate')
    await pick(page, 'Authenticate')
    await said(page, 'as the system-assigned identity')
    expect(onDisk()).toContain(`resource="${resourceApps.ordersBackEnd}"`)
  })

  test('the proof is offered: the back end refuses directly and answers through API Management', async () => {
    const { page } = session
    await press(page, 'as the system-assigned identity', 'Prove It Now')
    await pick(page, 'List orders')
    const verdict = webview(page).locator('strong', { hasText: 'The back end refuses a call without a token (401)' })
    await verdict.waitFor({ timeout: 30_000 })
    await session.picture('back-end-proof')
    await quiet()
  })

  test('Settings for the Caller opens what a Logic App needs', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Settings for the Caller of an API')
    await pick(page, 'Orders')
    await answer(page, 'Audience of Orders', 'api://orders')
    await pick(page, 'Logic Apps')
    await pick(page, 'System-assigned')
    await page.locator('.view-line', { hasText: 'ManagedServiceIdentity' }).first().waitFor()
    await quiet()
  })

  test('Undo takes it back', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Undo Authenticate to Back End')
    await pick(page, 'Orders')
    await pick(page, 'All operations')
    await pick(page, 'Remove')
    await said(page, 'gets no token for its back end any more')
    expect(onDisk()).not.toContain('authentication-managed-identity')
  })
})
