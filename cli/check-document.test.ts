import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDocument } from './check-document.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-document-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an error to a workflow is what the service refuses, and not what somebody has raised', async () => {
  writeFileSync(join(folder, 'policywright.json'), '{ "rules": { "missing-base": "error", "unknown-policy": "off" } }')
  const text = '<policies><inbound><set-haeder /></inbound></policies>'
  const found = await checkDocument(join(folder, 'a.api.policy.xml'), text)
  const severities = found.filter(({ message }) => /base|haeder/.test(message)).map(({ severity }) => severity)
  expect(severities).toEqual(['warning', 'error'])
})

test('Liquid that cannot be read is told of', async () => {
  const body = '{% for item in body.items %}{{ item.name }}'
  const text = `<policies><outbound><base /><set-body template="liquid">${body}</set-body></outbound></policies>`
  const found = await checkDocument(join(folder, 'a.api.policy.xml'), text)
  expect(found).toContainEqual(
    expect.objectContaining({ severity: 'warning', message: expect.stringMatching(/endfor/) }),
  )
})
