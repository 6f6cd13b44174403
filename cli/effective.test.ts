import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFile } from '../test/tidy/project.ts'
import { dispatch } from './dispatch.ts'

async function effective(...args: string[]) {
  let out = ''
  let err = ''
  const code = await dispatch(['effective', ...args], {
    cwd: projectFile('samples/orders'),
    out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    readInput: async () => '',
  })
  return { code, out, err }
}

it('shows the policies of all scopes, each line with its origin', async () => {
  const { code, out, err } = await effective('--api', 'orders', '--operation', 'get-order', '--product', 'starter')
  expect([code, err]).toEqual([0, ''])
  const origins = out.split('\n').flatMap((line) => /^(\S.*?):\d+ +\|/.exec(line)?.[1] ?? [])
  expect([...new Set(origins)]).toEqual([
    'products/starter/policy.xml',
    'policy fragments/correlation-id/policy.xml',
    'apis/orders/policy.xml',
    'policy.xml',
    'apis/orders/operations/get-order/policy.xml',
  ])
})

it('is a policy document as xml, and says what is left out', async () => {
  const { out, err } = await effective('apis/orders/policy.xml', '--output', 'xml', '--keep-fragments')
  expect(out).toMatch(/^<policies>\n[\s\S]*<include-fragment fragment-id="correlation-id" \/>[\s\S]*<\/policies>\n$/)
  expect(err).toBe('Calls through a product run its policy too: --product starter.\n')
})

it('tells origins in json, lines from 1', async () => {
  const { title, lines } = JSON.parse((await effective('--api', 'orders', '--output', 'json')).out)
  expect(title).toBe('API orders')
  expect(lines.find(({ text }: { text: string }) => text.includes('forward-request'))).toMatchObject({
    origin: { document: 'policy.xml', line: 4, scope: 'global', label: 'all APIs' },
  })
})

it.each([
  [[], /name one PATH, or an API/],
  [['--operation', 'x'], /--operation needs --api/],
  [['--api', 'ordrs'], /no file tells of an API 'ordrs'; perhaps 'orders' is meant/],
  [
    ['--api', 'orders', '--product', 'gold'],
    /no product 'gold' with a policy holds the API 'orders'; there are starter/,
  ],
  [['policy fragments/correlation-id/policy.xml'], /a fragment runs where it is included/],
  [['README.md'], /is no policy document below the root/],
  [['--live', 'policy.xml'], /--live needs --api/],
])('%j is wrong usage', async (args, expected) => {
  const { code, err } = await effective(...args)
  expect(code).toBe(2)
  expect(err).toMatch(expected)
})

it('asks nothing of a folder whose configuration cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-effective-'))
  try {
    cpSync(projectFile('samples/orders'), folder, { recursive: true })
    writeFileSync(join(folder, 'policywright.json'), '{ "layout": { "apis": "x" } }')
    const { code, err } = await effective('--api', 'orders', '--root', folder)
    expect(code).toBe(2)
    expect(err).toMatch(/policywright\.json:1:\d+ /)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
