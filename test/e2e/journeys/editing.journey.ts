import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import {
  appears,
  clickLine,
  findAction,
  findCommand,
  hoverFor,
  openFile,
  runCommand,
  save,
  suggestion,
  takeAction,
  visibleText,
  waitForCompletion,
} from '../host/workbench.ts'

describe('editing a policy', () => {
  let session: Session
  const file = 'apis/orders/policy.xml'
  const operation = 'apis/orders/operations/get-order/policy.xml'
  const onDisk = (): string => readFileSync(path.join(session.workspace, file), 'utf8')

  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  test('a policy document is an APIM Policy, with its scope in the status bar', async () => {
    const { page } = session
    await openFile(page, file)
    await page.locator('.statusbar-item a', { hasText: 'APIM Policy' }).first().waitFor()
    await page.locator('.statusbar-item a', { hasText: 'API, any gateway' }).first().waitFor()
  })

  test('completion offers the policies of the section, and accepting one writes its snippet', async () => {
    const { page } = session
    const editor = await openFile(page, file)
    await clickLine(page, editor, '<base />')
    await page.keyboard.press('Enter')
    await page.keyboard.type('<val')
    await waitForCompletion(page, 'validate-jwt')
    expect(await suggestion(page, 'validate-status-code').isVisible()).toBe(false)
    // Allowed in outbound only, and not offered a second time as a snippet either.
    expect(await suggestion(page, 'validate-headers').isVisible()).toBe(false)
    expect(await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'validate-jwt' }).count()).toBe(1)
    // The same key shows the documentation beside the list.
    const details = page.locator('.suggest-details-container:visible')
    if (!(await appears(details, 1000))) await page.keyboard.press('Control+Space')
    await details.waitFor()
    await session.picture('completion')
    await suggestion(page, 'validate-azure-ad-token').click()
    await expect.poll(() => visibleText(editor)).toContain('<validate-azure-ad-token')
    await page.keyboard.press('Escape')
  })

  test('a misspelt policy is marked, and its quick fix corrects it', async () => {
    const { page } = session
    writeFileSync(
      path.join(session.workspace, operation),
      '<policies>\n  <inbound>\n    <base />\n    <set-heder name="x-order" exists-action="override">\n      <value>@(context.Request.MatchedParameters["id"])</value>\n    </set-heder>\n  </inbound>\n</policies>\n',
    )
    const editor = await openFile(page, operation)
    await editor.locator('.squiggly-error').first().waitFor({ timeout: 30_000 })
    const fix = { line: '<set-heder', word: 'set-heder', action: 'set-header' }
    await findAction(page, editor, fix)
    await session.picture('quick-fix')
    await page.keyboard.press('Escape')
    await takeAction(page, editor, fix)
    await expect.poll(() => visibleText(editor)).toContain('</set-header>')
    await save(page)
    await editor.locator('.squiggly-error').first().waitFor({ state: 'detached' })
  })

  test('a finding is hidden with a reason, for which the cursor waits', async () => {
    const { page } = session
    const product = 'products/starter/policy.xml'
    writeFileSync(
      path.join(session.workspace, product),
      '<policies>\n  <inbound>\n    <return-response />\n  </inbound>\n</policies>\n',
    )
    const editor = await openFile(page, product)
    await editor.locator('.squiggly-warning').first().waitFor({ timeout: 30_000 })
    await takeAction(page, editor, { line: '<inbound>', word: 'inbound', action: "Suppress 'missing-base' here" })
    await expect.poll(() => visibleText(editor)).toContain('<!-- policywright-disable-next-line missing-base:')
    await page.keyboard.type('it answers by itself')
    await expect
      .poll(() => visibleText(editor))
      .toContain('  <!-- policywright-disable-next-line missing-base: it answers by itself -->')
    await session.picture('suppression')
    await runCommand(page, 'File: Revert File')
  })

  test('hovering a policy tells what it does', async () => {
    const { page } = session
    const editor = await openFile(page, operation)
    const name = editor
      .locator('.view-line', { hasText: '<set-header' })
      .locator('span span', { hasText: 'set-header' })
    await hoverFor(page, name.first(), page.locator('.monaco-hover:visible', { hasText: 'set-header' }).first())
    await session.picture('hover')
  })

  test('the palette has every command under APIM, and the workbench asks no outside host', async () => {
    const { page, vscode } = session
    await runCommand(page, 'APIM: Show Language Server Log')
    for (const title of [
      'Fetch Policy',
      'Push Policy',
      'Secure API with Managed Identity',
      'Call Protected Operation',
    ]) {
      await findCommand(page, `APIM: ${title}`)
      await page.keyboard.press('Escape')
    }
    expect([...vscode.offSite]).toEqual([])
  })

  test('what was accepted is in the file once it is saved', async () => {
    const { page } = session
    await openFile(page, file)
    await save(page)
    await expect.poll(onDisk).toContain('<validate-azure-ad-token')
  })
})
