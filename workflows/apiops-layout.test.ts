import { expect, test } from 'vitest'
import type { PolicyRef } from '../azure/apim-port.ts'
import { describeRef, keyOfRef, policyFileOf, policyRefOf } from './apiops-layout.ts'

test.each<[string, PolicyRef, string]>([
  ['policy.xml', { kind: 'global' }, 'all APIs'],
  ['apis/orders/policy.xml', { kind: 'api', api: 'orders' }, 'API orders'],
  ['apis/orders;rev=2/policy.xml', { kind: 'api', api: 'orders;rev=2' }, 'API orders;rev=2'],
  [
    'apis/orders/operations/get/policy.xml',
    { kind: 'operation', api: 'orders', operation: 'get' },
    'operation get of API orders',
  ],
  ['apis/g/resolvers/r/policy.xml', { kind: 'resolver', api: 'g', resolver: 'r' }, 'resolver r of API g'],
  ['products/starter/policy.xml', { kind: 'product', product: 'starter' }, 'product starter'],
  ['policy fragments/log/policy.xml', { kind: 'fragment', fragment: 'log' }, 'fragment log'],
  ['workspaces/w/policy.xml', { kind: 'workspace', workspace: 'w' }, 'workspace w'],
  ['workspaces/w/apis/a/policy.xml', { kind: 'api', api: 'a', workspace: 'w' }, 'API a in workspace w'],
  [
    'workspaces/w/policy fragments/f/policy.xml',
    { kind: 'fragment', fragment: 'f', workspace: 'w' },
    'fragment f in workspace w',
  ],
])('%s', (file, ref, words) => {
  expect(policyRefOf(file)).toEqual(ref)
  expect(policyRefOf(file.replaceAll('/', '\\'))).toEqual(ref)
  expect(policyFileOf(ref)).toBe(file)
  expect(keyOfRef(ref)).toBe(file)
  expect(describeRef(ref)).toBe(words)
})

test.each(['notes/policy.xml', 'apis/orders/notes.xml', ''])('%s says nothing', (file) => {
  expect(policyRefOf(file)).toBeUndefined()
})
