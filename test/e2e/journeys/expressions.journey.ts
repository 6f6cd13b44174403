import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import { clickLine, openFile, visibleText } from '../host/workbench.ts'

const POLICY = `<policies>
  <inbound>
    <base />
    <set-variable name="greeting" value="@{
      var name = context.Request.Headers["X-Name"][0];
      return name + 60 * 60;
    }" />
  </inbound>
</policies>
`

describe('C# inside a policy', () => {
  let session: Session
  const file = 'apis/orders/operations/create-order/policy.xml'
  const request = 'apis/orders/operations/create-order/policy.request.json'

  beforeAll(async () => {
    session = await startSession()
    mkdirSync(path.dirname(path.join(session.workspace, file)), { recursive: true })
    writeFileSync(path.join(session.workspace, file), POLICY)
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  test('the sample shows what its expression gives for the request beside it', async () => {
    const { page } = session
    await openFile(page, 'apis/orders/operations/get-order/policy.xml')
    await page
      .locator('.codelens-decoration a', { hasText: '= "private, max-age=86400" (System.String)' })
      .first()
      .waitFor({ timeout: 30_000 })
    await session.picture('evaluate-sample')
  })

  test('a lens creates the sample request, and then shows the value for it', async () => {
    const { page } = session
    const editor = await openFile(page, file)
    const lens = editor.locator('.codelens-decoration a', { hasText: 'create a sample request' })
    await lens.waitFor({ timeout: 30_000 })
    await lens.click()
    await expect.poll(() => existsSync(path.join(session.workspace, request))).toBe(true)
    expect(JSON.parse(readFileSync(path.join(session.workspace, request), 'utf8'))).toMatchObject({
      request: { headers: { 'X-Name': ['sample'] } },
    })
    await page.locator('.codelens-decoration a', { hasText: '= "sample3600" (System.String)' }).first().waitFor()
    await session.picture('evaluate')
  })

  test('brackets close and signatures show while C# is typed', async () => {
    const { page } = session
    const editor = await openFile(page, file)
    await clickLine(page, editor, 'var name')
    await page.keyboard.press('Enter')
    await page.keyboard.type('var part = name.Substring(')
    await page.locator('.parameter-hints-widget.visible', { hasText: 'startIndex' }).first().waitFor()
    await expect.poll(() => visibleText(editor)).toContain('name.Substring()')
    await session.picture('signature-help')
    await page.keyboard.press('Escape')
  })
})
