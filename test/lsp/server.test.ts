import { describe, expect, it } from 'vitest'
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DidChangeTextDocumentNotification,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LinkedEditingRangeRequest,
  LogMessageNotification,
  SelectionRangeRequest,
  ShutdownRequest,
} from 'vscode-languageserver/node'
import type { Rule } from '../../language-server/core/lint/rule.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import {
  AUTO_CLOSE_REQUEST,
  PLACE_REQUEST,
  RESOURCES_NOTIFICATION,
  SET_PLACE_NOTIFICATION,
} from '../../language-server/protocol.ts'
import { systemTimers, type Timers } from '../../language-server/server/scheduler.ts'
import { at, inbound, start, URI } from './session.ts'

describe('a session', () => {
  it('goes from open to close', async () => {
    const client = await start()
    expect(client.initialized.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      completionProvider: { resolveProvider: true },
      linkedEditingRangeProvider: true,
    })

    const wrong = inbound('<set-heder name="X-Trace" exists-action="delete" />')
    client.open(URI, wrong)
    const opened = await client.diagnostics(URI)
    expect(opened).toMatchObject({
      version: 1,
      diagnostics: [
        { code: 'unknown-policy', source: 'policywright', severity: 1, range: { start: { line: 3, character: 5 } } },
      ],
    })

    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: URI },
      range: { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } },
      context: { diagnostics: [...opened.diagnostics] },
    })
    const action = actions?.find((candidate) => 'edit' in candidate && candidate.isPreferred)
    const edits = action && 'edit' in action ? (action.edit?.changes?.[URI] ?? []) : []
    const lines = createLineMap(wrong)
    const fixed = applyEdits(
      wrong,
      edits.map(({ range, newText }) => ({
        span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
        newText,
      })),
    )
    expect(fixed).toBe(inbound('<set-header name="X-Trace" exists-action="delete" />'))

    client.change(URI, 2, fixed)
    expect(await client.diagnostics(URI, ({ version }) => version === 2)).toMatchObject({ diagnostics: [] })
    client.close(URI)
    expect(await client.diagnostics(URI, ({ version }) => version === undefined)).toMatchObject({ diagnostics: [] })
  })

  it('answers at the cursor', async () => {
    const client = await start()
    const ask = async (marked: string) => {
      const { text, position } = at(marked)
      client.open(URI, text)
      return { textDocument: { uri: URI }, position }
    }
    const list = await client.connection.sendRequest(CompletionRequest.type, await ask(inbound('<set-┆')))
    const items = Array.isArray(list) ? list : (list?.items ?? [])
    const item = items.find(({ label }) => label === 'set-header')
    if (item === undefined) throw new Error('set-header is not offered')
    expect(item.textEdit).toMatchObject({ range: { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } } })
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, item)
    expect(JSON.stringify(resolved.documentation)).toContain('exists-action')

    const hovered = await client.connection.sendRequest(
      HoverRequest.type,
      await ask(inbound('<set-h┆eader name="a" />')),
    )
    expect(JSON.stringify(hovered?.contents)).toContain('learn.microsoft.com')
    const linked = await client.connection.sendRequest(
      LinkedEditingRangeRequest.type,
      await ask(inbound('<choo┆se></choose>')),
    )
    expect(linked?.ranges).toHaveLength(2)
    const closed = await client.connection.sendRequest<string | null>(AUTO_CLOSE_REQUEST, {
      uri: URI,
      position: (await ask(inbound('<choose>┆'))).position,
      character: '>',
    })
    expect(closed).toContain('</choose>')

    const { textDocument, position } = await ask(inbound('<cors />┆'))
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })
    expect(symbols?.map(({ name }) => name)).toEqual(['policies'])
    expect(await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument })).not.toHaveLength(0)
    const selection = await client.connection.sendRequest(SelectionRangeRequest.type, {
      textDocument,
      positions: [position],
    })
    expect(selection).toHaveLength(1)
  })

  it('follows incremental changes', async () => {
    const client = await start()
    client.open(URI, inbound('<cors/>'))
    await client.diagnostics(URI)
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 11 } }
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range, text: '<set-heder/>' }],
    })
    const { diagnostics } = await client.diagnostics(URI, ({ version }) => version === 2)
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-policy')
  })

  it('answers null for a document that is not open', async () => {
    const client = await start()
    const params = { textDocument: { uri: 'file:///none' }, position: { line: 0, character: 0 } }
    expect(await client.connection.sendRequest(HoverRequest.type, params)).toBeNull()
    expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: 'file:///none' })).toBeNull()
  })

  it('survives a request that fails, says so, and logs it', async () => {
    const logged: string[] = []
    const client = await start({
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message)),
    })
    client.open(URI, inbound(''))
    const textDocument = { uri: URI }
    await expect(client.connection.sendRequest(HoverRequest.method, { textDocument })).rejects.toThrow(/Hover failed/)
    expect(logged.join()).toContain('Hover failed')
    const position = { line: 0, character: 2 }
    expect(await client.connection.sendRequest(HoverRequest.type, { textDocument, position })).not.toBeNull()
  })
})

it('rehearses between requests, until it is shut down', async () => {
  let steps = 0
  function* endless(): Generator<void> {
    for (;;) {
      steps++
      yield
    }
  }
  // A second passes whenever somebody looks at the clock.
  let clock = 0
  const timers: Timers = {
    now() {
      clock += 1000
      return clock
    },
    after: (_milliseconds, callback) => systemTimers.after(0, callback),
  }
  const client = await start({}, { rehearsal: endless(), timers })
  client.open(URI, inbound(''))
  expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: URI })).toMatchObject({ kind: 'policies' })
  expect(steps).toBeGreaterThan(0)
  await client.connection.sendRequest(ShutdownRequest.type)
  const done = steps
  await expect(client.connection.sendRequest(HoverRequest.method, {})).rejects.toThrow()
  expect(steps).toBe(done)
})

it('leaves out a rule that fails, and says so once', async () => {
  const logged: string[] = []
  const broken: Rule = {
    id: 'broken-rule',
    severity: 'error',
    category: 'structure',
    summary: '',
    why: '',
    examples: { bad: '', good: '' },
    check: () => ({
      cors() {
        throw new Error('no such thing')
      },
    }),
  }
  const client = await start(
    {
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message)),
    },
    { rules: [broken, ...rules] },
  )
  client.open(URI, inbound('<cors /><set-heder />'))
  const { diagnostics } = await client.diagnostics(URI)
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-policy')
  client.change(URI, 2, inbound('<cors />  <set-heder />'))
  await client.diagnostics(URI, ({ version }) => version === 2)
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 3, character: 18 }, end: { line: 3, character: 18 } },
    context: { diagnostics: [] },
  })
  expect(actions?.length).toBeGreaterThan(0)
  expect(logged).toEqual([expect.stringMatching(/^Rule 'broken-rule' failed and is left out: Error: no such thing/)])
})

it.each([SET_PLACE_NOTIFICATION, RESOURCES_NOTIFICATION, 'policywright/no-such-thing'])(
  'survives %s with nothing in it',
  async (notification) => {
    const client = await start()
    await client.connection.sendNotification(notification, {})
    await client.connection.sendNotification(notification, null)
    client.open(URI, '<policies />')
    expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: URI })).toMatchObject({ kind: 'policies' })
  },
)
