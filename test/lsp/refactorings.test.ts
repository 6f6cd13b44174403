import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CodeAction,
  CodeActionRequest,
  type CodeLens,
  CodeLensRequest,
  CodeLensResolveRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ExecuteCommandRequest,
  ExitNotification,
  FileChangeType,
  type InitializeParams,
  InlayHintRequest,
  LogMessageNotification,
  type ProtocolConnection,
  ShowMessageNotification,
  TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver/node'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { CONVERT_REQUEST, type Converted, TRUST_NOTIFICATION } from '../../language-server/protocol.ts'
import { withSelections } from '../support/cursor.ts'
import { type BuiltServer, buildServer } from './built-server.ts'
import { connect, type TestClient } from './client.ts'
import { folderOf, policies, SHOP } from './shop.ts'

const CAPABLE: InitializeParams['capabilities'] = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
  textDocument: { codeAction: { disabledSupport: true } },
}

let server: BuiltServer
const children: ChildProcess[] = []
beforeAll(async () => {
  server = await buildServer()
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill()
  await server.dispose()
})

interface Session {
  readonly client: TestClient
  readonly connection: ProtocolConnection
  readonly shop: Awaited<ReturnType<typeof folderOf>>
  readonly shown: readonly string[]
}

/** The built server over stdio in a folder of its own; the API's policy is open and the folder is read. */
async function inShop(
  run: (session: Session) => Promise<void>,
  capabilities = CAPABLE,
  settings: unknown = {},
): Promise<void> {
  const shop = await folderOf(SHOP)
  const child = spawn(process.execPath, [server.file, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const ended = once(child, 'exit')
  const shown: string[] = []
  let read = (): void => undefined
  const isRead = new Promise<void>((resolve) => (read = resolve))
  const client = await connect(
    {
      from: child.stdout,
      to: child.stdin,
      end: async (connection) => {
        await connection.sendNotification(ExitNotification.type)
        await ended
      },
    },
    {
      capabilities,
      folders: [shop.uri],
      settings,
      prepare: (connection) => {
        connection.onNotification(LogMessageNotification.type, ({ message }) => {
          if (/ files of .* read in \d+ ms/.test(message)) read()
        })
        connection.onNotification(ShowMessageNotification.type, ({ message }) => void shown.push(message))
      },
    },
  )
  try {
    client.open(shop.uriOf('apis/orders/policy.xml'), SHOP['apis/orders/policy.xml'] ?? '')
    await isRead
    await run({ client, connection: client.connection, shop, shown })
  } finally {
    await client.stop()
  }
}

/** The refactorings at the selection `⟦…⟧` of a document that is opened for it. */
async function actionsAt(session: Session, path: string, marked: string) {
  const { text, spans } = withSelections(marked)
  const uri = session.shop.uriOf(path)
  const lines = createLineMap(text)
  const [span = { start: 0, end: 0 }] = spans
  session.client.open(uri, text)
  const answer = await session.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    context: { diagnostics: [], only: ['refactor'] },
  })
  const found = (answer ?? []) as CodeAction[]
  const titled = (title: RegExp): CodeAction | undefined => found.find((one) => title.test(one.title))
  return { uri, text, titled }
}

function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = createLineMap(text)
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      newText,
    })),
  )
}

/** The texts after an action, by address; files that it makes begin empty. */
function applied({ edit }: CodeAction, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const result: Record<string, string> = {}
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) result[uri] = edited(texts[uri] ?? '', edits)
  for (const change of edit?.documentChanges ?? [])
    if (TextDocumentEdit.is(change))
      result[change.textDocument.uri] = edited(texts[change.textDocument.uri] ?? '', change.edits as TextEdit[])
  return result
}

const PATH = 'apis/orders/operations/other/policy.xml'
const METHOD = '<set-method>GET</set-method>'
const KEY = '<set-header name="a" exists-action="delete" />'
const choose = (content: string): string => `<choose>\n      ${content}\n    </choose>`
const token = (content: string): string =>
  `<validate-jwt header-name="Authorization">\n      <openid-config url="https://login.microsoftonline.com/contoso.example/v2.0/.well-known/openid-configuration" />\n      <audiences>\n        <audience>a</audience>\n      </audiences>\n    </validate-jwt>${content}`

type Row = readonly [title: RegExp, marked: string, holds: RegExp]

/** Of a policy in the section inbound. */
const IN_SECTIONS: readonly Row[] = [
  [/^Wrap in <choose>/, METHOD.replace('<', '<⟦⟧'), /<when condition="@\(true\)">\n {8}<set-method>/],
  [/^Wrap in <retry>/, METHOD.replace('<', '<⟦⟧'), /<retry condition="@\(false\)"/],
  [/^Wrap in <limit-concurrency>/, METHOD.replace('<', '<⟦⟧'), /<limit-concurrency key="set-method"/],
  [
    /^Remove <choose>/,
    choose(`<when condition="@(true)">${METHOD}</when>`).replace('<', '<⟦⟧'),
    /<base \/>\n {4}<set-m/,
  ],
  [
    /^Split into/,
    choose(`<⟦⟧when condition="@(context.Tracing || context.User == null)">${METHOD}</when>`),
    /@\(context\.Tracing\)"[\s\S]*@\(context\.User == null\)"/,
  ],
  [
    /^Merge with/,
    choose(
      `<⟦⟧when condition="@(context.Tracing)">${METHOD}</when><when condition="@(context.User == null)">${METHOD}</when>`,
    ),
    /@\(context\.Tracing \|\| context\.User == null\)/,
  ],
  [
    /^Invert the condition/,
    choose(`<⟦⟧when condition="@(context.Tracing)">${METHOD}</when><otherwise>${KEY}</otherwise>`),
    /@\(!context\.Tracing\)"><set-header/,
  ],
  [/^Move to <outbound>/, KEY.replace('<', '<⟦⟧'), /<outbound>\n {4}<base \/>\n {4}<set-header/],
  [/^Move to <on-error>/, KEY.replace('<', '<⟦⟧'), /<on-error>\n {4}<base \/>\n {4}<set-header/],
  [/^Comment out/, KEY.replace('<', '<⟦⟧'), /<!-- <set-header/],
  [/^Uncomment/, `<!-- ⟦⟧${KEY} -->`, /<base \/>\n {4}<set-header/],
  [
    /^Sort the lists/,
    '<co⟦⟧rs><allowed-origins><origin>https://b.example</origin><origin>https://a.example</origin></allowed-origins></cors>',
    /a\.example.*b\.example/,
  ],
  [/^Convert to <validate-azure-ad-token> \(loses/, token('').replace('<', '<⟦⟧'), /tenant-id="contoso\.example"/],
  [
    /^Convert to <validate-jwt>/,
    '<⟦⟧validate-azure-ad-token tenant-id="contoso.example">\n      <audiences>\n        <audience>a</audience>\n      </audiences>\n    </validate-azure-ad-token>',
    /<openid-config url=/,
  ],
  [
    /^Convert to <llm-token-limit>/,
    '<⟦⟧azure-openai-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="false" />',
    /<llm-token-limit /,
  ],
  [/^Inline fragment 'log'/, '<⟦⟧include-fragment fragment-id="log" />', /<base \/>\n {4}<set-variable name="logged"/],
  [/^Use the named value 'tenant-id'/, '<set-variable name="b" value="con⟦⟧toso" />', /value="{{tenant-id}}"/],
]
const OF_DOCUMENTS: readonly Row[] = [
  [
    /^Convert the document to the format xml/,
    `<⟦⟧${policies(choose(`<when condition="@(1 < 2)">${METHOD}</when>`)).slice(1)}`,
    /1 &lt; 2/,
  ],
  [
    /^Convert the document to the format rawxml/,
    `<⟦⟧${policies(choose(`<when condition="@(1 &lt; 2)">${METHOD}</when>`)).slice(1)}`,
    /1 < 2/,
  ],
  [/^Add <backend>/, '<⟦⟧policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>', /<backend>\n {4}<base \/>/],
  [/^Add <base \/>/, `<policies>\n  <⟦⟧inbound>\n    ${METHOD}\n  </inbound>\n</policies>`, /<inbound>\n {4}<base \/>/],
  [
    /^Wrap in <retry>/,
    '<policies>\n  <backend>\n    <⟦⟧forward-request />\n  </backend>\n</policies>',
    /StatusCode >= 500[\s\S]*buffer-request-body="true"/,
  ],
]

it('does every refactoring, and what it makes is not refused', async () => {
  const rows = [
    ...IN_SECTIONS.map(([title, content, holds]): Row => [title, policies(content), holds]),
    ...OF_DOCUMENTS,
  ]
  await inShop(async (session) => {
    for (const [index, [title, marked, holds]] of rows.entries()) {
      const { uri, text, titled } = await actionsAt(session, PATH.replace('other', `other-${index}`), marked)
      const action = titled(title)
      expect(action, String(title)).toMatchObject({
        kind: expect.stringMatching(/^refactor\./),
        edit: expect.anything(),
      })
      const result = applied(action ?? { title: '' }, { [uri]: text })[uri] ?? ''
      expect(result).toMatch(holds)
      session.client.change(uri, 2, result)
      const { diagnostics } = await session.client.diagnostics(uri, ({ version }) => version === 2)
      expect(diagnostics.filter(({ severity }) => severity === 1)).toEqual([])
      session.client.close(uri)
    }
  })
}, 30_000)

describe('refactorings that make files', () => {
  it('extract a fragment, which can be inlined again', async () => {
    await inShop(async (session) => {
      const { client, connection, shop } = session
      const before = policies(`⟦${METHOD}\n    ${KEY}⟧`)
      const { uri, text, titled } = await actionsAt(session, PATH, before)
      const action = titled(/^Extract to a policy fragment/)
      expect(action?.edit?.documentChanges?.slice(0, 3)).toMatchObject([
        { kind: 'create', uri: shop.uriOf('policy fragments/set-method/policy.xml'), options: { overwrite: false } },
        { edits: [{}] },
        { kind: 'create', uri: shop.uriOf('policy fragments/set-method/policyFragmentInformation.json') },
      ])
      const texts = applied(action ?? { title: '' }, { [uri]: text })
      const document = shop.uriOf('policy fragments/set-method/policy.xml')
      expect(analyse(texts[document] ?? '').kind).toBe('fragment')
      await shop.write('policy fragments/set-method/policy.xml', texts[document] ?? '')
      client.change(uri, 2, texts[uri] ?? '')
      await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: document, type: FileChangeType.Created }],
      })
      const clean = await client.diagnostics(uri, ({ version }) => version === 2)
      expect(clean.diagnostics.filter(({ severity }) => severity === 1)).toEqual([])
      const [line = '', ...rest] = (texts[uri] ?? '').split('<include-fragment')
      // The server reads the new file in its own time, and answers with what it has read.
      for (let count = 0; ; count++) {
        const path = PATH.replace('other', `inlined-${count}`)
        const inlined = await actionsAt(session, path, `${line}<⟦⟧include-fragment${rest.join('')}`)
        const back = inlined.titled(/^Inline fragment 'set-method'/)
        if (back?.disabled !== undefined && count < 100) continue
        expect(applied(back ?? { title: '' }, { [inlined.uri]: inlined.text })[inlined.uri]).toBe(text)
        break
      }
    })
  })

  it('extract a secret without writing it, and say what is left to do', async () => {
    await inShop(async (session) => {
      const secret = 'q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g'
      const content = `<⟦⟧set-header name="x-api-key">\n      <value>${secret}</value>\n    </set-header>`
      const { uri, text, titled } = await actionsAt(session, PATH, policies(content))
      const action = titled(/^Extract to a secret named value 'x-api-key'/)
      const texts = applied(action ?? { title: '' }, { [uri]: text })
      expect(JSON.parse(texts[session.shop.uriOf('named values/x-api-key/namedValueInformation.json')] ?? '')).toEqual({
        properties: { displayName: 'x-api-key', secret: true },
      })
      expect(JSON.stringify([texts, action])).not.toContain(secret)
      const { command = '', arguments: told = [] } = action?.command ?? {}
      await session.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: told })
      expect(session.shown).toEqual([expect.stringContaining("secret named value 'x-api-key' is in no file")])
    })
  })

  it('say why they are not possible, to who can show it', async () => {
    const cannot = { textDocument: { codeAction: { disabledSupport: true } } }
    await inShop(async (session) => {
      const { titled } = await actionsAt(session, PATH, policies(METHOD.replace('<', '<⟦⟧')))
      expect(titled(/^Extract to a policy fragment/)?.disabled?.reason).toBe(
        'The editor does not make files with an edit.',
      )
    }, cannot)
    await inShop(async (session) => {
      const { titled } = await actionsAt(session, PATH, policies(METHOD.replace('<', '<⟦⟧')))
      expect(titled(/^Extract to a policy fragment/)).toBeUndefined()
    }, {})
  })
})

it('converts a whole document for a client that asks', async () => {
  await inShop(async ({ client, connection, shop }) => {
    const uri = shop.uriOf(PATH)
    const text = policies(choose(`<when condition="@(1 < 2)">${METHOD}</when>`))
    client.open(uri, text)
    const { edits } = await connection.sendRequest<Converted>(CONVERT_REQUEST, { uri, to: 'xml' })
    expect(edited(text, [...edits])).toBe(text.replace('1 < 2', '1 &lt; 2'))
    await expect(connection.sendRequest(CONVERT_REQUEST, { uri, to: 'rawxml' })).rejects.toThrow(
      'No expression in it would be written in another way.',
    )
  })
})

describe('inlay hints', () => {
  const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } }
  const ask = async ({ connection, shop }: Session): Promise<readonly string[]> => {
    const textDocument = { uri: shop.uriOf('apis/orders/policy.xml') }
    const found = await connection.sendRequest(InlayHintRequest.type, { textDocument, range: whole })
    return (found ?? []).map(({ label }) => String(label))
  }
  it('are off until somebody wants them', async () => {
    await inShop(async (session) => {
      expect(await ask(session)).toEqual([])
      await session.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { policywright: { inlayHints: { namedValues: true } } },
      })
      expect(await ask(session)).toEqual(['= contoso'])
    })
  })
  it('are those of the settings', async () => {
    const run = async (session: Session): Promise<void> => {
      const text = policies('<set-variable name="a" value="@(1)" />')
      session.client.change(session.shop.uriOf('apis/orders/policy.xml'), 2, text)
      expect(await ask(session)).toEqual([': int'])
    }
    await inShop(run, CAPABLE, { inlayHints: { variableTypes: true, defaultValues: 'yes' } })
  })
})

describe('code lenses', () => {
  const titles = async ({ connection, shop }: Session, path: string): Promise<readonly unknown[]> => {
    const textDocument = { uri: shop.uriOf(path) }
    const found = (await connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? []
    const resolved = await Promise.all(
      found.map((lens: CodeLens) => connection.sendRequest(CodeLensResolveRequest.type, lens)),
    )
    return resolved.map(({ range, command }) => `${range.start.line} ${command?.title} (${command?.command})`)
  }
  const ours = { trusted: false, showCommand: 'policywright.showEvaluation' }

  it('tell scope and references, and lead to what protects', async () => {
    await inShop(async (session) => {
      const { client, connection, shop } = session
      expect(await titles(session, 'apis/orders/policy.xml')).toEqual([])
      await connection.sendNotification(TRUST_NOTIFICATION, ours)
      expect(await titles(session, 'apis/orders/policy.xml')).toEqual([
        '0 Policy of API orders (policywright.selectScope)',
        '0 Show effective policy (policywright.showEffectivePolicy)',
        '5 1 reference (policywright.showReferences)',
      ])
      client.open(shop.uriOf('policy fragments/log/policy.xml'), SHOP['policy fragments/log/policy.xml'] ?? '')
      expect(await titles(session, 'policy fragments/log/policy.xml')).toEqual([
        '0 Fragment log (policywright.selectScope)',
        '0 1 reference (policywright.showReferences)',
        '1 No references (policywright.showReferences)',
      ])
      client.open(shop.uriOf(PATH), policies(token('')))
      expect(await titles(session, PATH)).toContainEqual('3 Call protected operation (policywright.callOperation)')
    })
  })

  it('can be switched off', async () => {
    const codeLens = { scope: false, references: false, callOperation: false }
    await inShop(
      async (session) => {
        await session.connection.sendNotification(TRUST_NOTIFICATION, ours)
        expect(await titles(session, 'apis/orders/policy.xml')).toEqual([])
      },
      CAPABLE,
      { codeLens },
    )
  })
})
