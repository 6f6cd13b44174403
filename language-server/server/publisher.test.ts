import { expect, it } from 'vitest'
import type { PublishDiagnosticsParams } from 'vscode-languageserver'
import type { DocumentOptions } from '../core/model/options.ts'
import { createPolicyService, type PolicyText } from '../core/service.ts'
import { fakeTimers } from './fake-timers.ts'
import { createPublisher, LONG } from './publisher.ts'

/** A header that may be absent, which only the flow of the document tells. */
const READ =
  '<set-header name="a" exists-action="override"><value>@(context.Request.Headers["X-Old"][0])</value></set-header>'
const documentOf = (first: string, padding: number): string =>
  `<policies>\n<inbound>\n${first}\n${READ}\n<!-- ${'.'.repeat(padding)} -->\n</inbound>\n</policies>\n`

const ANYWHERE: DocumentOptions = {}

function setUp() {
  const clock = fakeTimers()
  const sent: PublishDiagnosticsParams[] = []
  const service = createPolicyService()
  let version = 0
  let current: PolicyText | undefined
  const publisher = createPublisher({
    timers: clock.timers,
    send: (params) => sent.push(params),
    isCurrent: (text) => text === current,
    guarded: (work) => work(),
  })
  return {
    clock,
    /** What was sent since the last call, as codes with their lines; what is missing in so small a policy left out. */
    sent: () =>
      sent
        .splice(0)
        .map((one) => one.diagnostics.map(({ code, range }) => `${code} ${range.start.line}`))
        .map((list) => list.filter((one) => !one.startsWith('missing-'))),
    publish(text: string, options: DocumentOptions = ANYWHERE) {
      version += 1
      current = service.open({ uri: 'a', version, text, options })
      publisher.publish(current)
    },
  }
}

it('tells everything of a short document at once, once', () => {
  const { clock, sent, publish } = setUp()
  publish(documentOf('<set-heder />', 10))
  clock.advance(1000)
  expect(sent()).toEqual([['unknown-policy 2', 'header-indexer 3']])
})

it('tells first of a long document what is quick to find, and finishes at once when it was just opened', () => {
  const { clock, sent, publish } = setUp()
  publish(documentOf('<set-heder />', LONG))
  expect(sent()).toEqual([['unknown-policy 2']])
  clock.advance(0)
  expect(sent()).toEqual([['unknown-policy 2', 'header-indexer 3']])
})

it('carries findings over while a long document is typed, and says nothing twice', () => {
  const { clock, sent, publish } = setUp()
  publish(documentOf('<base />', LONG))
  clock.advance(0)
  sent()
  publish(documentOf('<base />\n<set-heder />', LONG))
  expect(sent()).toEqual([['unknown-policy 3', 'header-indexer 4']])
  clock.advance(50)
  publish(documentOf('<base />\n<base-hea />', LONG))
  clock.advance(60)
  expect(sent()).toEqual([['unknown-policy 3', 'header-indexer 4']])
  clock.advance(1000)
  expect(sent()).toEqual([])
})

it('finds anew what the change has made different, when the typist rests', () => {
  const { clock, sent, publish } = setUp()
  publish(documentOf('<base />', LONG))
  clock.advance(0)
  sent()
  publish(documentOf(READ, LONG))
  expect(sent()).toEqual([['header-indexer 3']])
  clock.advance(100)
  expect(sent()).toEqual([['header-indexer 2']])
})

it('finishes at once too when what surrounds the document has changed, from which nothing can be carried over', () => {
  const { clock, sent, publish } = setUp()
  publish(documentOf('<base />', LONG))
  clock.advance(0)
  sent()
  publish(documentOf('<base />', LONG), { scope: 'api' })
  expect(sent()).toEqual([[]])
  clock.advance(0)
  expect(sent()).toEqual([['header-indexer 3']])
})
