import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { clouds } from '../../azure/clouds.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { samePolicy } from '../../workflows/normalise.ts'
import { pushPolicy } from '../../workflows/push.ts'
import { type UndoOptions, undoChange } from '../../workflows/undo.ts'
import { BACK, scriptedPorts } from './scripted-ports.ts'
import { secureBench } from './secure-bench.ts'

/** What was written by hand and changed by a guided job is brought back: the text after undo is the text before the job. */

const bench = secureBench()
const { ref, file, live, read, write, secure } = bench
const mine = 'mine/any.xml'
const key = 'a2V5IG9mIHRoZSBoYW5kd3JpdHRlbiBjaGVjaw=='
const alone = () => ({ instance: undefined, azure: undefined, file: path.join(bench.root, mine) })
const answers = (audience: string) =>
  ({ policy: 'validate-jwt', audiences: [audience], callers: [], unsaid: 'keep' }) as const

async function undo(options: Partial<UndoOptions> = {}) {
  const ports = scriptedPorts()
  const { instance } = bench.local
  const outcome = await undoChange({ ports, instance, change: 'secure', target: ref, root: bench.root, ...options })
  return { ...outcome, ports }
}
const undoAlone = () => undo({ instance: undefined, target: undefined, file: path.join(bench.root, mine) })

const config = '<openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />'
const check = `<validate-jwt header-name="Authorization"   failed-validation-httpcode='403'>
      <!-- agreed with the shop -->
      ${config}
      <issuer-signing-keys>
          <key>${key}</key>
      </issuer-signing-keys>
      <required-claims>
        <claim name="aud"><value>api://old</value></claim><!-- for now -->
      </required-claims>
    </validate-jwt>`
const withCheck = (): string => bench.original.replaceAll('\r\n', '\n').replace('<base />', `<base />\n    ${check}`)
const documents: Readonly<Record<string, string>> = {
  'an indented check': `<policies>\n  <inbound>\n    <base />\n    ${check}\n    <rewrite-uri template="/" />\n  </inbound>\n</policies>\n`,
  'tabs and CRLF': `<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n\t\t${check.replaceAll('\n', '\r\n')}\r\n\t</inbound>\r\n</policies>`,
  'one line': `<policies><inbound><base /><validate-jwt header-name="Authorization">${config}</validate-jwt></inbound></policies>`,
  'a neighbour on the same line': `<policies>\n<inbound><base />  ${check}  <rewrite-uri template="/" /></inbound></policies>`,
  'a check that moves': `<policies>\n  <inbound>\n    <base />\n    <authentication-managed-identity resource="api://b" />\n\n    ${check} <!-- mine -->\n  </inbound>\n</policies>`,
  'a removal of its own': `<policies>\n  <inbound>\n    <base />\n    ${check}\n    <set-header name="Authorization" exists-action="delete" />\n  </inbound>\n</policies>\n`,
  'a fragment': `<fragment>\n  ${check}\n</fragment>\n`,
  'no check': '<policies><inbound><base /></inbound></policies>',
  'no children': '<policies><inbound /></policies>',
}

describe.each(Object.entries(documents))('%s', (_what, before) => {
  test('is as it was: after one run, after two, and after running, undoing and running again', async () => {
    await write(before, mine)
    await secure({}, { ...alone(), answers: answers('api://orders') })
    const once = await read(mine)
    expect(once).toContain('api://orders')
    expect(await undoAlone()).toMatchObject({ status: 'written' })
    expect(await read(mine)).toBe(before)

    await secure({}, { ...alone(), answers: answers('api://orders') })
    expect(await read(mine)).toBe(once)
    await secure({}, { ...alone(), answers: answers('api://other') })
    expect((await read(mine)).match(/<validate-jwt/g)).toHaveLength(1)
    await undoAlone()
    expect(await read(mine)).toBe(before)
    expect(await undoAlone()).toMatchObject({ status: 'unchanged' })
    expect(await read('.policywright/earlier.json')).not.toContain(key)
  })
})

test('on the instance too, and the confirmation says who lets callers in from then on', async () => {
  const text = bench.original.replace('<base />', `<base />\n    ${check}`)
  await bench.local.instance.putPolicy(ref, text, { ifMatch: (await live()).etag })
  const stored = (await live()).text
  const secured = await secure()
  expect(secured.ports.confirmed[0]).toMatch(/Undo: APIM: Undo Secure API, or policywright secure orders --undo\.$/)
  expect((await live()).text).not.toContain('api://old')
  const { status, message, notes, ports } = await undo()
  expect(status).toBe('undone')
  expect(message).toContain('API orders checks the caller’s token again as it was written by hand.')
  expect(notes[0]).toBe('What was written by hand and amended stands as it stood before, to the character.')
  expect(ports.confirmed[0]).toContain('Warning: From then on the check that was written by hand decides who may call.')
  expect((await live()).text).toBe(stored)
  expect(await read()).toBe(stored.replaceAll('\r\n', '\n'))
})

test('the check comes back in a document that was changed elsewhere since', async () => {
  const text = withCheck()
  await write(text)
  await secure()
  const more = (one: string) => one.replace('<outbound>', '<outbound>\n    <!-- later -->')
  await write(more(await read()))
  expect((await undo()).notes[0]).toMatch(/^The <validate-jwt> on line \d+ reads as it was written by hand again\.$/)
  expect(await read()).toBe(more(text))
})

test('a second run behind such a change still knows what was written by hand', async () => {
  const text = withCheck()
  await write(text)
  await secure({}, { write: 'file' })
  const more = (one: string) => one.replace('<outbound>', '<outbound>\n    <!-- later -->')
  await write(more(await read()))
  await secure({}, { write: 'file', answers: { target: ref, ...answers('api://other') } })
  expect(await read()).toContain('api://other')
  await undo({ write: 'file' })
  expect(await read()).toBe(more(text))
})

test('what holds a secret is not kept: the confirmation says so beforehand, and undo says what stays', async () => {
  const secret = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
  await write(withCheck().replace('api://old', secret))
  const { ports } = await secure()
  expect(ports.confirmed[0]).toContain('It cannot bring back what was written by hand')
  expect(await read('.policywright/earlier.json')).not.toContain(secret)
  const { status, notes } = await undo()
  expect(status).toBe('undone')
  expect(notes[0]).toContain('is not brought back: it held a key or what looks like a secret')
  expect((await live()).text).toContain('api://orders')
})

test('a check that somebody changed since stays, and that is said', async () => {
  await write(withCheck())
  await secure()
  await write((await read()).replace('api://orders', 'api://mine'))
  const { notes } = await undo()
  expect(notes[0]).toContain('has been changed since, so it stays as it is now')
  expect(await read()).toContain('api://mine')
  expect(await read()).not.toContain('policywright')
})

test('a record that cannot be read is none: what was added is removed all the same', async () => {
  await write(bench.original)
  await secure()
  await write('{ not JSON', '.policywright/earlier.json')
  expect(await undo()).toMatchObject({ status: 'undone' })
  expect(samePolicy((await live()).text, bench.original, 'loose')).toBe(true)
})

test('a token for the back end that was written by hand and replaced', async () => {
  const token = '<authentication-managed-identity  resource="api://old" />'
  const text = bench.original.replace(/<authentication-managed-identity[^>]*>/, token)
  expect(text).toContain(token)
  await write(text)
  const { instance, azure } = bench.local
  const shared = { instance, azure, cloud: clouds.local, root: bench.root }
  await authenticateBackEnd({ ...shared, ports: scriptedPorts(), answers: { target: ref, settings: 'leave' } })
  expect(await read()).not.toContain('api://old')
  const { status, message, ports } = await undo({ change: 'authenticate' })
  expect(status).toBe('undone')
  expect(message).toContain('gets its token as it was written by hand again')
  expect(ports.confirmed[0]).toContain('may refuse it')
  expect(await readFile(path.join(bench.root, file), 'utf8')).toBe(text)
})

test('the consent to an undo leads back to the choice of the policy', async () => {
  await secure()
  const again = scriptedPorts({ choose: ['Orders', 'All operations', 'All operations'], confirm: [BACK, true] })
  expect(
    await undoChange({ ports: again, instance: bench.local.instance, change: 'secure', root: bench.root }),
  ).toMatchObject({ status: 'undone' })
  expect(again.asked).toHaveLength(3)
})

test('an undo that did not reach the instance is gone on with, and what else differs is not pushed', async () => {
  const removal = '<set-header name="Authorization" exists-action="delete" />'
  const text = withCheck().replace('</validate-jwt>', `</validate-jwt>${removal}`)
  await write(text)
  await secure()
  expect((await live()).text).not.toContain('policywright')
  expect(await undo({ write: 'file' })).toMatchObject({ status: 'written' })
  expect(await read()).toBe(text)
  expect((await live()).text).not.toContain('api://old')
  expect(await undo()).toMatchObject({ status: 'undone' })
  expect((await live()).text).toContain('api://old')
  await write(text.replace('<outbound>', '<outbound><!-- mine -->'))
  expect(await undo()).toMatchObject({ status: 'unchanged' })
  expect((await live()).text).not.toContain('mine')
})

test('a name that was mistyped begins nothing', async () => {
  const target = { kind: 'api', api: 'nobody' } as const
  const answers = { target, policy: 'validate-jwt', audiences: ['api://orders'], callers: [] } as const
  await expect(secure({}, { answers })).rejects.toThrow(
    'There is no API "nobody" on policywright-local. There is: orders.',
  )
  await expect(undo({ target: { kind: 'operation', api: 'orders', operation: 'x' } })).rejects.toThrow(
    'There is no operation of API orders "x"',
  )
  await expect(undo({ target: { kind: 'product', product: 'x' } })).rejects.toThrow('There is no product "x"')
  await expect(read('apis/nobody/policy.xml')).rejects.toThrow()
})

test('the file of a named value that the instance lacks is named when the policy is pushed without it', async () => {
  await bench.local.instance.deleteNamedValue('tenantId').catch(() => undefined)
  await write(bench.original)
  const { status, notes } = await secure({}, { write: 'file' })
  expect(status).toBe('written')
  expect(notes.join()).toContain('has no named value tenantId yet')
  const { instance } = bench.local
  const pushed = await pushPolicy({ ports: scriptedPorts(), instance, ref, root: bench.root })
  expect(pushed).toMatchObject({ status: 'refused', message: expect.stringContaining('publish the workspace first') })
})
