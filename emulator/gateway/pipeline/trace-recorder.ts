import type { Step } from './step.ts'

/** One thing that a policy changed: a header, a variable, the URL, the status. */
export interface Change {
  readonly what: string
  readonly before?: string
  readonly after?: string
}

/** What is noted while a request runs; it becomes readable, and secrets are taken out, only when somebody looks. */
export interface RecordedEntry {
  readonly step: Step
  /** Milliseconds since the request arrived. */
  readonly start: number
  end: number
  changes: Change[] | undefined
  messages: string[] | undefined
}

/** Longer texts are cut, in characters: a trace is to be read, and the traces of many requests are kept. */
export const recordLimit = 4000

const clip = (text: string): string => (text.length > recordLimit ? text.slice(0, recordLimit) : text)

export class TraceRecorder {
  readonly entries: RecordedEntry[] = []
  private readonly messages: string[] = []
  /** The policy that runs. One that runs others inside puts itself back before it says more. */
  current: RecordedEntry | undefined

  begin(step: Step, at: number): RecordedEntry {
    const entry: RecordedEntry = { step, start: at, end: at, changes: undefined, messages: undefined }
    this.entries.push(entry)
    this.current = entry
    return entry
  }

  change(what: string, before: string | undefined, after: string | undefined): void {
    const { current } = this
    if (!current) return
    const change = {
      what,
      ...(before === undefined ? {} : { before: clip(before) }),
      ...(after === undefined ? {} : { after: clip(after) }),
    }
    if (current.changes) current.changes.push(change)
    else current.changes = [change]
  }

  /** A sentence about the policy that runs, or about the request when none runs. */
  say(message: string): void {
    const { current } = this
    const text = clip(message)
    if (!current) this.messages.push(text)
    else if (current.messages) current.messages.push(text)
    else current.messages = [text]
  }

  get general(): readonly string[] {
    return this.messages
  }
}
