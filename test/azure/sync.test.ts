import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { fetchPolicy } from '../../workflows/fetch.ts'
import { fetchAll } from '../../workflows/fetch-all.ts'
import type { FileFinding } from '../../workflows/ports.ts'
import { publish } from '../../workflows/publish.ts'
import { pushPolicy } from '../../workflows/push.ts'
import { developerCredential, instanceOf, startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let instance: InstancePort
let root: string
let run = 0
beforeAll(async () => {
  local = await startLocal()
  instance = local.instance
})
afterAll(() => local.stop())

const ref: PolicyRef = { kind: 'operation', api: 'orders', operation: 'list-orders' }
const other: PolicyRef = { kind: 'api', api: 'orders' }
const file = 'apis/orders/operations/list-orders/policy.xml'
const policy = (header: string): string =>
  `<policies>\n  <inbound>\n    <base />\n    <set-header name="${header}" exists-action="delete" />\n  </inbound>\n</policies>\n`

beforeEach(async () => {
  root = path.join(local.root, String(run++))
  await mkdir(root)
  const live = await instance.getPolicy(ref)
  await instance.putPolicy(ref, policy('first'), live === undefined ? {} : { ifMatch: live.etag })
})

const read = (name = file): Promise<string> => readFile(path.join(root, name), 'utf8')
const write = async (text: string | Uint8Array, name = file): Promise<void> => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true })
  await writeFile(path.join(root, name), text)
}
const fetch = (script?: Script) => fetchPolicy({ ports: scriptedPorts(script), instance, ref, root })
const push = async (script?: Script, at = instance) => {
  const ports = scriptedPorts(script)
  return { ...(await pushPolicy({ ports, instance: at, ref, root })), ports }
}
/** Somebody else's change. */
const changeBehind = async (header: string): Promise<void> => {
  const live = await instance.getPolicy(ref)
  await instance.putPolicy(ref, policy(header), { ifMatch: live?.etag ?? '*' })
}
const live = async (): Promise<string> => (await instance.getPolicy(ref))?.text ?? ''

describe('fetch', () => {
  test('writes a new file and remembers what was seen', async () => {
    const { status } = await fetch()
    expect(status).toBe('written')
    expect(await read()).toContain('name="first"')
    const record = await read('.policywright/fetched.json')
    expect(record).toContain('etag')
    expect(await read('.policywright/.gitignore')).toBe('*\n')
  })

  test('keeps the layout of a file that is the same policy', async () => {
    const mine = '<policies><inbound><base/><set-header exists-action="delete" name="first"/></inbound></policies>'
    await write(mine)
    expect((await fetch()).status).toBe('unchanged')
    expect(await read()).toBe(mine)
  })

  test('follows the instance when the file has no changes of its own', async () => {
    await fetch()
    await changeBehind('second')
    expect((await fetch()).status).toBe('written')
    expect(await read()).toContain('name="second"')
  })

  test('asks before it replaces changes, and shows both', async () => {
    await write(policy('mine'))
    const ports = scriptedPorts({ choose: ['Keep my file'] })
    expect((await fetchPolicy({ ports, instance, ref, root })).status).toBe('kept')
    expect(await read()).toBe(policy('mine'))
    expect(ports.pages).toHaveLength(1)
    expect((await fetch()).status).toBe('kept')
    expect((await fetch({ choose: ['Replace my file'] })).status).toBe('written')
  })

  test('a conflict is over once both sides were seen and merged by hand', async () => {
    await fetch()
    await write(policy('mine'))
    await changeBehind('theirs')
    expect((await push()).status).toBe('conflict')
    expect((await fetch({ choose: ['Merge by hand'] })).status).toBe('kept')
    expect(await read()).toBe(policy('mine'))
    expect((await push()).status).toBe('pushed')
    expect(await live()).toContain('name="mine"')
  })

  test('keeps CRLF where the file has it', async () => {
    await write(policy('old').replaceAll('\n', '\r\n'))
    await fetch({ choose: ['Replace my file'] })
    expect(await read()).toContain('name="first"')
    expect(await read()).toMatch(/^(?:[^\r\n]*\r\n)*[^\r\n]*$/)
  })

  test('says when there is no policy', async () => {
    const outcome = await fetchPolicy({
      ports: scriptedPorts(),
      instance,
      root,
      ref: { kind: 'operation', api: 'orders', operation: 'create-order' },
    })
    expect(outcome).toMatchObject({ status: 'absent', message: expect.stringContaining('has no policy') })
  })
})

describe('push', () => {
  test('shows, writes, reads back', async () => {
    await fetch()
    await write(policy('mine'))
    const { status, message, ports } = await push()
    expect(status).toBe('pushed')
    expect(message).toContain('read back and verified')
    expect(ports.pages).toMatchObject([{ kind: 'diff', right: { text: policy('mine') } }])
    expect(await live()).toContain('name="mine"')
    expect((await push()).status).toBe('unchanged')
  })

  test('does nothing when the preview is refused', async () => {
    await write(policy('mine'))
    expect((await push({ confirm: [false] })).status).toBe('cancelled')
    expect(await live()).toContain('name="first"')
  })

  test('creates a policy where there is none', async () => {
    const created: PolicyRef = { kind: 'operation', api: 'orders', operation: 'create-order' }
    await write(policy('new'), 'apis/orders/operations/create-order/policy.xml')
    const outcome = await pushPolicy({ ports: scriptedPorts(), instance, ref: created, root })
    expect(outcome.status).toBe('pushed')
  })

  test('a change behind your back is a conflict; nothing is lost', async () => {
    await fetch()
    await write(policy('mine'))
    await changeBehind('theirs')
    const { status, message, ports } = await push({
      choose: ['Show what they changed', 'Show what would be replaced', 'Stop'],
    })
    expect(status).toBe('conflict')
    expect(message).toContain('changed on policywright-local since it was fetched')
    expect(ports.pages.map((page) => page.kind === 'diff' && [page.left.label, page.right.label])).toEqual([
      ['As fetched', 'policywright-local now'],
      ['policywright-local now', 'Your file'],
    ])
    expect(await live()).toContain('name="theirs"')
    expect(await read()).toBe(policy('mine'))
  })

  test('a conflict that was seen may be overwritten on purpose', async () => {
    await fetch()
    await write(policy('mine'))
    await changeBehind('theirs')
    expect((await push({ choose: ['Overwrite'] })).status).toBe('pushed')
    expect(await live()).toContain('name="mine"')
  })

  test('a change between preview and write is a conflict too', async () => {
    await fetch()
    await write(policy('mine'))
    const ports = scriptedPorts()
    const racing = {
      ...ports,
      async confirm() {
        await changeBehind('theirs')
        return true
      },
    }
    const outcome = await pushPolicy({ ports: racing, instance, ref, root })
    expect(outcome).toMatchObject({ status: 'conflict', message: expect.stringContaining('while you were looking') })
    expect(await live()).toContain('name="theirs"')
  })

  test('what the service refuses comes back on the line of the file', async () => {
    await write(policy('mine').replace('<set-header', '<set-heder').replace('<policies>', '<policies>\n<!-- a -->'))
    const { status, findings, message } = await push()
    expect(status).toBe('refused')
    expect(findings[0]).toMatchObject({ file, line: 5, column: 6, endColumn: 15 })
    expect(message).toContain('nothing was changed there')
    expect(await live()).toContain('name="first"')
  })

  test('a broken document is not even sent', async () => {
    await write('<policies><inbound><base></policies>')
    const { status, findings, ports } = await push()
    expect(status).toBe('refused')
    expect(findings.length).toBeGreaterThan(0)
    expect(ports.steps).toEqual([])
  })

  test("errors of the editor's checks stop it, unless the user insists", async () => {
    await write(policy('mine'))
    const finding = { file, severity: 'error' as const, message: 'No.', line: 1, column: 1, endLine: 1, endColumn: 2 }
    const options = { instance, ref, root, check: () => [finding] }
    const ports = scriptedPorts({ confirm: [false] })
    expect(await pushPolicy({ ...options, ports })).toMatchObject({ status: 'refused', findings: [finding] })
    expect(await pushPolicy({ ...options, ports: scriptedPorts() })).toMatchObject({ status: 'pushed' })
  })

  test("warnings of the editor's checks stand in the preview, the first of many", async () => {
    await write(policy('mine'))
    const place = { line: 4, column: 1, endLine: 4, endColumn: 2 }
    const checked: string[] = []
    const check = (name: string): readonly FileFinding[] => {
      checked.push(name)
      return ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((message) => ({
        file: name,
        severity: 'warning',
        message,
        ...place,
      }))
    }
    const ports = scriptedPorts()
    const { status, findings } = await pushPolicy({ ports, instance, ref, root, check })
    expect(status).toBe('pushed')
    expect(findings).toEqual([])
    expect(checked).toEqual([path.join(root, file)])
    const [preview = ''] = ports.confirmed
    expect(preview.split('\n').slice(1)).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map((message) => `Warning, line 4: ${message}`),
      'Warning: there are 2 more.',
    ])
  })

  test('files that cannot be read end in words', async () => {
    await expect(push()).rejects.toThrow(/does not exist\. Fetch/)
    await mkdir(path.join(root, file), { recursive: true })
    await expect(push()).rejects.toThrow(/cannot be read: it is a folder/)
    await rm(path.join(root, file), { recursive: true })
    await write(new Uint8Array([0x3c, 0xff, 0xfe, 0x3e]))
    await expect(push()).rejects.toThrow(/is not UTF-8/)
    expect(await live()).toContain('name="first"')
  })

  test('a wrong credential and a dead instance end in words; the file stays', async () => {
    await write(policy('mine'))
    const wrong = await instanceOf(local.endpoints, developerCredential(local.endpoints, 'no'))
    await expect(push({}, wrong)).rejects.toThrow(/client secret is wrong/)
    const routes = { ...local.endpoints.routes, 'management.azure.com': 'http://127.0.0.1:9' }
    await expect(push({}, await instanceOf({ ...local.endpoints, routes }))).rejects.toThrow(/cannot be reached/)
    expect(await read()).toBe(policy('mine'))
  })

  test('a damaged record of what was fetched is not trusted', async () => {
    await fetch()
    await write(policy('mine'))
    await write('{', '.policywright/fetched.json')
    const { status, ports } = await push()
    expect(status).toBe('pushed')
    expect(ports.logged.join()).toContain('not valid JSON')
  })
})

describe('everything', () => {
  test('what is fetched can be published again, and changes nothing', async () => {
    await instance.putNamedValue({ id: 'hidden', displayName: 'hidden', value: 'sesame-4711', secret: true, tags: [] })
    const ports = scriptedPorts()
    const fetched = await fetchAll({ ports, instance, root })
    expect(fetched.written).toEqual(
      expect.arrayContaining([
        'policy.xml',
        'apis/orders/policy.xml',
        'apis/orders/apiInformation.json',
        'apis/orders/operations/get-order/policy.xml',
        'policy fragments/correlation-id/policy.xml',
        'named values/hidden/namedValueInformation.json',
        'backends/orders-back-end/backendInformation.json',
        'products/starter/apis/orders/productApiInformation.json',
      ]),
    )
    for (const one of fetched.written) expect(await read(one)).not.toContain('sesame-4711')
    const again = await fetchAll({ ports: scriptedPorts({ confirm: [] }), instance, root })
    expect(again).toMatchObject({ written: [], kept: [] })

    const before = await instance.getPolicy(other)
    const outcome = await publish({ ports: scriptedPorts(), instance, root })
    expect(outcome.status).toBe('published')
    expect(outcome.written.join()).not.toContain('policy of')
    expect((await instance.getPolicy(other))?.etag).toBe(before?.etag)
    expect((await instance.listOperations('orders')).length).toBe(3)
  })

  test('files with changes are kept unless replacing them is confirmed', async () => {
    await fetchAll({ ports: scriptedPorts(), instance, root })
    await write(policy('mine'))
    expect((await fetchAll({ ports: scriptedPorts({ confirm: [false] }), instance, root })).kept).toEqual([file])
    expect(await read()).toBe(policy('mine'))
    expect((await fetchAll({ ports: scriptedPorts({ confirm: [true] }), instance, root })).written).toEqual([file])
  })

  test('publishing stops before a policy that somebody changed', async () => {
    await fetchAll({ ports: scriptedPorts(), instance, root })
    await write(policy('mine'))
    await changeBehind('theirs')
    const outcome = await publish({ ports: scriptedPorts(), instance, root })
    expect(outcome).toMatchObject({ status: 'conflict', written: [] })
    expect(await live()).toContain('theirs')
  })

  test('a policy that is refused names its file and line, and what was written before', async () => {
    await fetchAll({ ports: scriptedPorts(), instance, root })
    await write(policy('mine').replace('<set-header', '<set-heder'))
    const outcome = await publish({ ports: scriptedPorts(), instance, root })
    expect(outcome).toMatchObject({ status: 'refused', findings: [{ file, line: 4 }] })
    expect(outcome.message).toContain('Written before: ')
  })
})
