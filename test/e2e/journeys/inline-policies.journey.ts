import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureFailures, type Session, startSession } from '../host/session.ts'
import { clickLine, findAction, openFile, runCommand, said, save, takeAction, visibleText } from '../host/workbench.ts'

const bicep = `resource apim 'Microsoft.ApiManagement/service@2022-08-01' existing = {
  name: 'apim'
}
resource all 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  parent: apim
  properties: {
    format: 'rawxml'
    value: '''
<policies>
  <inbound>
    <base />
    <set-heder name="x-order" />
  </inbound>
</policies>
'''
  }
}
`

const arm = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "origin": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.ApiManagement/service/apis/policies",
      "apiVersion": "2022-08-01",
      "name": "apim/orders/policy",
      "properties": {
        "format": "rawxml",
        "value": "[concat('<policies>\\n  <inbound>\\n    <base />\\n    <cors><allowed-origins>\\n      <origin>', parameters('origin'), '</origin>\\n    </allowed-origins></cors>\\n  </inbound>\\n</policies>')]"
      }
    }
  ]
}
`

describe('a policy inside Bicep', () => {
  let session: Session
  const file = 'infra/main.bicep'
  const onDisk = (): string => path.join(session.workspace, file)

  beforeAll(async () => {
    session = await startSession()
    mkdirSync(path.dirname(onDisk()))
    writeFileSync(onDisk(), bicep)
  })
  afterAll(() => session?.close())
  pictureFailures(() => session)

  test('is marked where it stands, edited as a document of its own, and saved back', async () => {
    const { page } = session
    const host = await openFile(page, file)
    await runCommand(page, 'Edit Policy of This File')
    const inline = page.locator('.editor-instance .monaco-editor[data-uri^="policywright-inline:"]').first()
    await inline.locator('.view-line', { hasText: '<policies>' }).first().waitFor({ timeout: 30_000 })
    await inline.locator('.squiggly-error').first().waitFor({ timeout: 30_000 })
    await page.locator('.statusbar-item a', { hasText: 'Global' }).first().waitFor()
    await clickLine(page, inline, '<base />')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    // Words alone: what the editor closes by itself depends on how far its colours have come.
    await page.keyboard.type('it is mine')
    await session.picture('inline-policy')
    await save(page)
    await expect
      .poll(() => readFileSync(onDisk(), 'utf8'))
      .toBe(bicep.replace('    <base />\n', '    <base />\n    it is mine\n'))

    await openFile(page, file)
    await host.locator('.squiggly-error').first().waitFor({ timeout: 30_000 })
    await host.locator('.codelens-decoration', { hasText: 'Edit policy (global)' }).first().waitFor({ timeout: 30_000 })
    await session.picture('inline-policy-host')
  })

  test('has its quick fixes where it stands', async () => {
    const { page } = session
    const host = await openFile(page, file)
    await host.locator('.squiggly-error').first().waitFor({ timeout: 30_000 })
    const place = { line: 'set-heder', word: 'set-heder' }
    await findAction(page, host, { ...place, action: 'Open the policy to fix it' })
    await session.picture('inline-policy-fixes')
    await page.keyboard.press('Escape')
    await takeAction(page, host, { ...place, action: 'Rename to <set-header>' })
    await expect.poll(() => visibleText(host)).toContain('<set-header name="x-order" />')
    await save(page)
    await expect.poll(() => readFileSync(onDisk(), 'utf8')).toContain('    <set-header name="x-order" />\n')
  })

  test('follows its file', async () => {
    const { page } = session
    writeFileSync(onDisk(), readFileSync(onDisk(), 'utf8').replace('it is mine', 'changed outside'))
    const host = await openFile(page, file)
    await expect.poll(() => visibleText(host)).toContain('changed outside')
    await runCommand(page, 'Edit Policy of This File')
    const inline = page.locator('.editor-instance .monaco-editor[data-uri^="policywright-inline:"]').first()
    await expect.poll(() => visibleText(inline)).toContain('changed outside')
  })

  test('is put together by a template: what is computed stays, and what is around it is written back', async () => {
    const { page } = session
    const template = path.join(session.workspace, 'infra/azuredeploy.json')
    writeFileSync(template, arm)
    await openFile(page, 'infra/azuredeploy.json')
    await runCommand(page, 'Edit Policy of This File')
    const inline = page.locator('.editor-instance .monaco-editor[data-uri*="azuredeploy"]').first()
    await inline.locator('.view-line', { hasText: '<origin>${origin}</origin>' }).first().waitFor({ timeout: 30_000 })
    await page.locator('.statusbar-item a', { hasText: 'API' }).first().waitFor()
    await clickLine(page, inline, '<base />')
    await page.keyboard.press('Enter')
    await page.keyboard.type("it's mine")
    await session.picture('computed-policy')
    await save(page)
    await expect.poll(() => readFileSync(template, 'utf8')).toBe(arm.replace('<base />', "<base />\\n    it''s mine"))

    await clickLine(page, inline, '${origin}')
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.type('nobody')
    await page.keyboard.press('ControlOrMeta+S')
    await said(page, 'is computed by the template')
    await session.picture('computed-policy-refused')
    expect(readFileSync(template, 'utf8')).toContain("parameters('origin')")
    await runCommand(page, 'File: Revert File')
    await expect.poll(() => visibleText(inline)).toContain('${origin}')
  })
})
