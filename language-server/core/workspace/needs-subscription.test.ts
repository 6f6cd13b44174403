import { expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { createWorkspaceModel } from './model.ts'
import { needsSubscription } from './surroundings.ts'

const files: Readonly<Record<string, string>> = {
  'apis/open/policy.xml': '<policies />',
  'apis/open/operations/get/policy.xml': '<policies />',
  'apis/open/apiInformation.json': '{"properties":{"displayName":"Open","path":"open","subscriptionRequired":false}}',
  'apis/closed/policy.xml': '<policies />',
  'apis/closed/apiInformation.json': '{"properties":{"displayName":"Closed","path":"c","subscriptionRequired":true}}',
  'apis/silent/policy.xml': '<policies />',
  'products/free/policy.xml': '<policies />',
  'products/free/productInformation.json': '{"properties":{"displayName":"Free","subscriptionRequired":false}}',
  'policy.xml': '<policies />',
}

const model = createWorkspaceModel()
for (const [path, text] of Object.entries(files)) {
  const kind = model.roleOf(path)?.kind
  if (kind === 'policy') model.setPolicy(path, analyse(text))
  else if (kind === 'information') model.setInformation(path, text)
}

test.each([
  ['apis/open/policy.xml', false],
  ['apis/open/operations/get/policy.xml', false],
  ['apis/closed/policy.xml', true],
  ['apis/silent/policy.xml', undefined],
  ['products/free/policy.xml', false],
  ['policy.xml', undefined],
])('%s: %s', (path, expected) => {
  const program = model.programOf(path)
  const member = program?.members.get(path)
  expect(program && member && needsSubscription(program, member.ids)).toBe(expected)
})
