import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resourceApps } from '../../../emulator/local/names.ts'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import {
  answer,
  back,
  editorOf,
  openFile,
  pick,
  press,
  quickInput,
  quickRow,
  runCommand,
  said,
  tick,
  visibleText,
  webview,
} from '../host/workbench.ts'

/** The mission, by the palette only: fetch, secure, push, refused without a token, accepted with one. */
describe('the main job', () => {
  let session: Session
  const file = 'apis/orders/policy.xml'
  const onDisk = (): string => readFileSync(path.join(session.workspace, file), 'utf8')

  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  /** Closes what earlier steps said, so that the next message is a new one. */
  const quiet = async (): Promise<void> => {
    await runCommand(session.page, 'Notifications: Clear All Notifications')
  }

  test('the local instance starts without a subscription', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Start Local Instance')
    await said(page, 'The local instance runs')
    await runCommand(page, 'View: Show API Management')
    await page.locator('.monaco-list-row', { hasText: 'Local instance' }).first().waitFor()
    await page.locator('.monaco-list-row', { hasText: 'APIs' }).first().click()
    await page.locator('.monaco-list-row', { hasText: 'Orders' }).first().waitFor()
    await session.picture('explorer')
    await quiet()
  })

  test('Fetch Policy brings the policy of an API into its file', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Fetch Policy')
    await pick(page, /all operations/)
    await said(page, /policy of API orders/)
    await editorOf(page, file).locator('.view-line').first().waitFor()
    await quiet()
  })

  test('Call Protected Operation says that the API is not protected yet', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Call Protected Operation')
    await pick(page, 'List orders')
    await webview(page).locator('#verdict', { hasText: 'Not protected' }).waitFor({ timeout: 30_000 })
    await session.picture('not-protected')
    await quiet()
  })

  test('Secure API with Managed Identity shows the change and pushes it', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Secure API with Managed Identity')
    await pick(page, 'Another policy of an instance')
    await pick(page, 'Orders')
    await pick(page, 'All operations')
    await back(page, 'Check the token with which policy?')
    await pick(page, 'All operations')
    await pick(page, 'validate-jwt')
    await pick(page, 'An app registration of this API')
    await answer(page, 'Client id or App ID URI of the API', resourceApps.ordersApi)
    await tick(page, 'Who may call?', ['You', 'data-factory'])
    await session.picture('who-may-call')
    await page.keyboard.press('Enter')
    await page.locator('.monaco-diff-editor .view-line', { hasText: '<validate-jwt' }).first().waitFor()
    await session.picture('secure')
    await back(page, 'Secure API orders?')
    await page.locator('.quick-input-widget .quick-input-title', { hasText: 'Who may call?' }).waitFor()
    await page.keyboard.press('Enter')
    await pick(page, 'Secure')
    await said(page, 'accepts only tokens for')
    expect(onDisk()).toContain('<validate-jwt')
    expect(onDisk()).toContain('{{tenantId}}')
    expect(onDisk()).toContain('<claim name="oid" match="any">')
  })

  test('the proof is offered: refused without a token, accepted with one', async () => {
    const { page } = session
    await press(page, 'accepts only tokens for', 'Call It Now')
    await pick(page, 'List orders')
    await webview(page).locator('#verdict', { hasText: 'Protected and reachable' }).waitFor({ timeout: 30_000 })
    const statuses = await webview(page).locator('.status').allTextContents()
    expect(statuses.map((text) => text.trim().slice(0, 3))).toEqual(['401', '200'])
    await session.picture('proof')
    await quiet()
  })

  test('the settings of the caller are written into its linked service', async () => {
    const { page } = session
    const linked = path.join(session.workspace, 'linkedService', 'orders.json')
    mkdirSync(path.dirname(linked))
    writeFileSync(
      linked,
      '{\n  "name": "Orders",\n  "properties": {\n    "type": "HttpServer",\n    "typeProperties": { "url": "https://policywright-local.azure-api.net/orders" }\n  }\n}\n',
    )
    await runCommand(page, 'APIM: Settings for the Caller of an API')
    await pick(page, 'Orders')
    await pick(page, 'REST linked service')
    await pick(page, 'System-assigned')
    await press(page, 'Data Factory or Synapse: REST linked service.', 'Write into a File')
    await pick(page, 'linkedService/orders.json')
    await page.locator('.monaco-diff-editor .view-line', { hasText: 'ManagedServiceIdentity' }).first().waitFor()
    await session.picture('linked-service')
    await pick(page, 'Change')
    await said(page, 'now calls with the managed identity')
    expect(JSON.parse(readFileSync(linked, 'utf8'))).toMatchObject({
      properties: { type: 'RestService', typeProperties: { aadResourceId: resourceApps.ordersApi } },
    })
    await quiet()
  })

  test('Secure API on the file of the editor alone finds that it says so', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Secure API with Managed Identity')
    await pick(page, 'This file only')
    await back(page, 'Check the token with which policy?')
    await pick(page, 'This file only')
    await pick(page, 'as it is now')
    await pick(page, 'as it is now')
    await page.locator('.quick-input-widget .quick-input-title', { hasText: 'Client id or App ID URI' }).waitFor()
    expect(await quickInput(page).inputValue()).toBe(resourceApps.ordersApi)
    await page.keyboard.press('Enter')
    await page.locator('.quick-input-widget .quick-input-title', { hasText: 'Object ids' }).waitFor()
    await page.keyboard.press('Enter')
    await said(page, 'already checks the caller')
    await quiet()
  })

  test('Push Policy shows the difference, writes it, and reads it back', async () => {
    const { page } = session
    const secured = onDisk()
    writeFileSync(
      path.join(session.workspace, file),
      secured.replace(
        '<outbound>',
        '<outbound>\n    <set-header name="x-seen" exists-action="override"><value>yes</value></set-header>',
      ),
    )
    const editor = await openFile(page, file)
    await expect.poll(() => visibleText(editor)).toContain('x-seen')
    await runCommand(page, 'APIM: Push Policy')
    await page.locator('.monaco-diff-editor').first().waitFor()
    await pick(page, 'Push')
    await said(page, 'read back and verified')
    await quiet()
  })

  test('Push Policy tells of Liquid that cannot be read before it asks', async () => {
    const { page } = session
    const good = onDisk()
    const body = '<set-body template="liquid">{% for item in body.items %}{{ item.name }}</set-body>'
    writeFileSync(
      path.join(session.workspace, file),
      good.replace('<set-header name="x-seen"', `${body}\n    <set-header name="x-seen"`),
    )
    const editor = await openFile(page, file)
    await editor.locator('.squiggly-warning').first().waitFor({ timeout: 30_000 })
    await runCommand(page, 'APIM: Push Policy')
    await quickRow(page, /Warning, line \d+: The block 'for' is not closed/).waitFor({ timeout: 30_000 })
    await session.picture('push-warning')
    await pick(page, 'Cancel')
    writeFileSync(path.join(session.workspace, file), good)
    await expect.poll(() => visibleText(editor)).not.toContain('liquid')
    await quiet()
  })

  test('a policy that the service refuses is marked on its line, and nothing is lost', async () => {
    const { page } = session
    const good = onDisk()
    const bad = good.replace(
      '<set-header name="x-seen"',
      '<set-backend-service backend-id="no-such-back-end" />\n    <set-header name="x-seen"',
    )
    writeFileSync(path.join(session.workspace, file), bad)
    const editor = await openFile(page, file)
    await expect.poll(() => visibleText(editor)).toContain('no-such-back-end')
    await runCommand(page, 'APIM: Push Policy')
    await pick(page, 'Push')
    await said(page, 'refused the policy')
    expect(onDisk()).toBe(bad)
    await editor.locator('.squiggly-error').first().waitFor()
    await session.picture('refused')
    writeFileSync(path.join(session.workspace, file), good)
    await quiet()
  })

  test('Undo Secure API takes back what was added, the named value too', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Undo Secure API')
    await pick(page, 'This file, and Local instance')
    await pick(page, 'Deletes the named value tenantId')
    await session.picture('undo-secure')
    await pick(page, 'Remove')
    await said(page, 'does not check the caller’s token any more')
    expect(onDisk()).not.toContain('policywright-')
    await quiet()
  })

  test('a dead instance ends in a clear message', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Stop Local Instance')
    await said(page, 'The local instance is stopped')
    await openFile(page, file)
    await runCommand(page, 'APIM: Push Policy')
    await said(page, 'There is no instance to talk to')
  })
})
