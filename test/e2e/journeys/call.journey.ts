import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import { editorOf, openFile, pick, press, runCommand, said, visibleText, webview } from '../host/workbench.ts'

/** A token that is refused, the reason, the change of the policy that lets it in, and the trace. */
describe('a refused call', () => {
  let session: Session
  const file = 'apis/orders/policy.xml'

  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  const quiet = async (): Promise<void> => {
    await runCommand(session.page, 'Notifications: Clear All Notifications')
  }
  const verdict = (text: string) => webview(session.page).locator('#verdict', { hasText: text })

  test('a policy that wants another form of the audience is pushed', async () => {
    const { page, workspace } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Start Local Instance')
    await said(page, 'The local instance runs')
    const state = JSON.parse(readFileSync(path.join(session.home, 'local.json'), 'utf8')) as {
      readonly tenantId: string
    }
    const url = `https://login.microsoftonline.com/${state.tenantId}/v2.0/.well-known/openid-configuration`
    const check = `<validate-jwt header-name="Authorization" require-scheme="Bearer">
			<openid-config url="${url}" />
			<audiences>
				<audience>api://orders</audience>
			</audiences>
		</validate-jwt>`
    const target = path.join(workspace, file)
    writeFileSync(target, readFileSync(target, 'utf8').replace('<base />', `<base />\n\t\t${check}`))
    const editor = await openFile(page, file)
    await expect.poll(() => visibleText(editor)).toContain('api://orders')
    await quiet()
    await runCommand(page, 'APIM: Push Policy')
    await pick(page, 'Push')
    await said(page, 'read back and verified')
    await quiet()
  })

  test('the refusal is foreseen, explained and marked on its line', async () => {
    const { page } = session
    await openFile(page, file)
    await runCommand(page, 'APIM: Call Protected Operation')
    await pick(page, 'List orders')
    await pick(page, 'Call anyway')
    await verdict('The token was refused').waitFor({ timeout: 30_000 })
    await webview(page).locator('td.fails').first().waitFor()
    await editorOf(page, file).locator('.squiggly-warning').first().waitFor()
    await session.picture('call-refused')
    expect(await webview(page).locator('html').innerHTML()).not.toMatch(/eyJ/)
    await quiet()
  })

  test('one link of the page changes the policy, and the call is answered', async () => {
    const { page } = session
    await webview(page).locator('nav a.primary').click()
    await press(page, 'changed in the file', 'Push Policy')
    await pick(page, 'Push')
    await said(page, 'read back and verified')
    await quiet()
    await runCommand(page, 'APIM: Repeat the Last Call')
    await verdict('Protected and reachable').waitFor({ timeout: 30_000 })
    await quiet()
  })

  test('a trace shows each policy with its line, after consent', async () => {
    const { page } = session
    await runCommand(page, 'APIM: Repeat the Last Call with a Trace')
    await pick(page, 'Trace')
    const row = webview(page).locator('tr', { hasText: 'validate-jwt' }).first()
    await row.waitFor({ timeout: 30_000 })
    expect(await row.innerText()).toMatch(/API orders, line \d+/)
    await session.picture('call-traced')
    const html = await webview(page).locator('html').innerHTML()
    expect(html).not.toMatch(/eyJ|aid=orders/)
  })
})
