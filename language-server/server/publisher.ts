import type { PublishDiagnosticsParams } from 'vscode-languageserver'
import type { PolicyText } from '../core/service.ts'
import type { Timers } from './scheduler.ts'

export interface PublisherPorts {
  readonly timers: Timers
  readonly send: (params: PublishDiagnosticsParams) => void
  /** Whether a version is still the one that the editor shows. */
  readonly isCurrent: (text: PolicyText) => boolean
  /** Runs work whose fault must not end the server. */
  readonly guarded: (work: () => void) => void
}

/** Sends what is wrong with a document, in two steps when the document is long. */
export interface Publisher {
  publish(text: PolicyText): void
  /** What is remembered of a document that is closed. */
  forget(uri: string): void
}

/** Characters from which on a document is told about in two steps; all but a few policies are shorter. */
export const LONG = 16 * 1024

/** Milliseconds without a change after which the typist rests. */
const REST = 100

/**
 * The first step tells what is quick to find, with the rest as it was found before; the second, when the typist rests, finds the rest
 * anew and sends it where it differs. A document that has just been opened, or whose surroundings have changed, gets its second step at once.
 */
export function createPublisher({ timers, send, isCurrent, guarded }: PublisherPorts): Publisher {
  /** The last version of each long document of which everything was found. */
  const complete = new Map<string, PolicyText>()
  const waiting = new Map<string, () => void>()

  const finish = (text: PolicyText, sent: string): void => {
    if (!isCurrent(text)) return
    const diagnostics = text.diagnostics()
    complete.set(text.uri, text)
    if (JSON.stringify(diagnostics) !== sent) send({ uri: text.uri, version: text.version, diagnostics })
  }
  const stopWaiting = (uri: string): void => {
    waiting.get(uri)?.()
    waiting.delete(uri)
  }
  return {
    publish(text) {
      const { uri, version } = text
      stopWaiting(uri)
      if (text.text.length < LONG) {
        complete.delete(uri)
        send({ uri, version, diagnostics: text.diagnostics() })
        return
      }
      const last = complete.get(uri)
      // Without one that can be carried on, each keystroke would ask everything anew until the typist rests.
      const earlier = last !== undefined && text.follows(last) ? last : undefined
      const diagnostics = text.firstDiagnostics(earlier)
      send({ uri, version, diagnostics })
      const rest = earlier === undefined ? 0 : REST
      const second = (): void => guarded(() => finish(text, JSON.stringify(diagnostics)))
      waiting.set(uri, timers.after(rest, second))
    },
    forget(uri) {
      stopWaiting(uri)
      complete.delete(uri)
    },
  }
}
