import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import {
  appears,
  clickWord,
  closePeek,
  editorOf,
  hoverFor,
  openFile,
  openQuickInput,
  pick,
  quickRow,
  renameWord,
  runCommand,
  visibleText,
} from '../host/workbench.ts'

const FRAGMENT = `<fragment>
  <set-variable name="correlation" value="@(context.RequestId.ToString())" />
  <set-header name="X-Correlation-Id" exists-action="skip">
    <value>@((string)context.Variables["correlation"])</value>
  </set-header>
</fragment>
`

const OPERATION = `<policies>
  <inbound>
    <base />
    <set-header name="X-Trace" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<string>("correlation"))</value>
    </set-header>
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>
`

/** What the editor knows beyond one document: scopes, fragments and names of the whole folder. */
describe('a folder of policies', () => {
  let session: Session
  const api = 'apis/orders/policy.xml'
  const operation = 'apis/orders/operations/get-order/policy.xml'
  const fragment = 'policy fragments/correlation-id/policy.xml'
  const onDisk = (file: string): string => path.join(session.workspace, file)
  const read = (file: string): string => readFileSync(onDisk(file), 'utf8')

  beforeAll(async () => {
    session = await startSession({ files: { [fragment]: FRAGMENT, [operation]: OPERATION } })
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  const lens = (text: string) => session.page.locator('.codelens-decoration a', { hasText: text }).first()

  test('a lens leads to the effective policy: all scopes, fragments expanded, each line with its origin', async () => {
    const { page } = session
    await openFile(page, api)
    await lens('Policy of API orders').waitFor({ timeout: 30_000 })
    await session.picture('lenses')
    await lens('Show effective policy').click()
    await pick(page, 'Through no product')
    const effective = page.locator('.editor-instance .monaco-editor[data-uri^="policywright-effective:"]').first()
    await effective.locator('.view-line', { hasText: 'forward-request' }).first().waitFor({ timeout: 30_000 })
    const text = await visibleText(effective)
    expect(text).toContain('<set-backend-service backend-id="orders-back-end" />')
    expect(text).toContain('<set-header name="X-Correlation-Id" exists-action="skip">')
    expect(text).not.toContain('include-fragment')
    await session.picture('effective-policy')

    // It belongs to no file: what is typed into it goes nowhere.
    await clickWord(effective, '<set-header name="X-Correlation-Id"', 'X-Correlation-Id')
    await page.keyboard.type('typed')
    expect(await visibleText(effective)).not.toContain('typed')
    await page.keyboard.press('Escape')
    await page.keyboard.press('F12')
    await editorOf(page, fragment).locator('.view-line').first().waitFor({ timeout: 30_000 })
    await page.locator('.statusbar-item', { hasText: 'Ln 3, Col 1' }).first().waitFor()
    await session.picture('effective-origin')
  })

  test('the lens above a fragment lists who includes it', async () => {
    const { page } = session
    await openFile(page, fragment)
    await lens('1 reference').waitFor({ timeout: 30_000 })
    await lens('1 reference').click()
    const row = page.locator('.reference-zone-widget .ref-tree .monaco-list-row', { hasText: 'correlation-id' }).first()
    await row.waitFor({ timeout: 30_000 })
    await session.picture('references')
    await closePeek(page)
  })

  test('the language status tells the content format', async () => {
    const { page } = session
    await openFile(page, api)
    const status = page.locator('[id="status.languageStatus"]')
    const told = page.locator('.hover-language-status', { hasText: 'rawxml' }).first()
    await hoverFor(page, status, told)
    expect(await told.textContent()).toContain('Convert to xml')
    await session.picture('language-status')
    await page.mouse.move(700, 500)
  })

  test('a click with Ctrl on the name of a fragment opens it', async () => {
    const { page } = session
    const editor = await openFile(page, api)
    const opened = editorOf(page, fragment).locator('.view-line').first()
    await expect
      .poll(async () => {
        await clickWord(editor, 'include-fragment', 'correlation-id', ['ControlOrMeta'])
        return appears(opened, 3000)
      })
      .toBe(true)
  })

  test('the call hierarchy of a fragment tells who runs it', async () => {
    const { page } = session
    const editor = await openFile(page, fragment)
    await clickWord(editor, '<fragment>', 'fragment')
    const rows = page.locator('.call-hierarchy .monaco-list-row', { hasText: 'API orders' })
    await runCommand(page, 'Peek Call Hierarchy')
    await rows.first().waitFor({ timeout: 30_000 })
    await session.picture('call-hierarchy')
    await closePeek(page)
  })

  test('a variable is renamed wherever documents share it', async () => {
    const { page } = session
    const editor = await openFile(page, operation)
    await renameWord(page, editor, { line: 'GetValueOrDefault', word: 'correlation', to: 'trace' })
    await expect.poll(() => visibleText(editor)).toContain('GetValueOrDefault<string>("trace")')
    await expect.poll(() => read(fragment)).toContain('<set-variable name="trace"')
    expect(read(fragment)).toContain('context.Variables["trace"]')
    await expect.poll(() => read(operation)).toContain('"trace"')
    await session.picture('renamed-variable')
  })

  test('a fragment is renamed with its folder and with every document that includes it', async () => {
    const { page } = session
    const editor = await openFile(page, api)
    await renameWord(page, editor, { line: 'include-fragment', word: 'correlation-id', to: 'trace-id' })
    await expect.poll(() => existsSync(onDisk('policy fragments/trace-id/policy.xml'))).toBe(true)
    await expect.poll(() => read(api)).toContain('<include-fragment fragment-id="trace-id" />')
    expect(existsSync(onDisk(fragment))).toBe(false)
    await session.picture('renamed-fragment')
  })

  test('symbols of the folder are found by their names', async () => {
    const { page } = session
    const row = quickRow(page, /^trace-id.*fragment/)
    await expect
      .poll(async () => {
        await openQuickInput(page, 'ControlOrMeta+T', '#trace')
        return appears(row, 3000)
      })
      .toBe(true)
    await quickRow(page, /^trace.*variable/).waitFor()
    await session.picture('workspace-symbols')
    await row.click()
    await editorOf(page, 'policy fragments/trace-id/policy.xml').locator('.view-line').first().waitFor()
  })

  test('hints show beside lines once they are switched on', async () => {
    const { page } = session
    const editor = await openFile(page, api)
    expect(await visibleText(editor)).not.toContain('ignore-error')
    mkdirSync(onDisk('.vscode'), { recursive: true })
    writeFileSync(
      onDisk('.vscode/settings.json'),
      '{ "policywright.inlayHints": { "defaultValues": true, "namedValues": true } }',
    )
    await expect.poll(() => visibleText(editor)).toContain('ignore-error')
    await session.picture('inlay-hints')
  })
})
