/**
 * How a guided job asks and reports. The extension and the command line each give one set of these; the jobs know neither.
 * Anything may be cancelled: `choose` and `input` then answer undefined, `progress` aborts its signal.
 */

export interface Choice<T> {
  readonly label: string
  readonly description?: string
  readonly detail?: string
  readonly value: T
  /** Where several may be chosen: it is among them unless the user says otherwise. */
  readonly ticked?: boolean
}

/** Where a question stands in a row of them; the row (steps.ts) puts it there. */
export interface StepMark {
  /** Counts from 1. */
  readonly number: number
  /** `back`: there is a question before it. A port whose user wants to go there throws `WentBack`. */
  readonly way: 'back' | 'first'
}

/** Thrown by `choose`, `chooseMany`, `confirm` and `input` of a question with a way back. */
export class WentBack extends Error {
  override readonly name = 'WentBack'
}

interface Asked {
  readonly title: string
  /** What answers it on a command line: `--audience LIST`, `the argument API`. */
  readonly option?: string
  readonly step?: StepMark
  /** Under this key the answer is remembered, and proposed the next time; absent: it is not. Secrets never are. */
  readonly remember?: string
}

export interface Question<T> extends Asked {
  readonly placeholder?: string
  readonly choices: readonly Choice<T>[]
}

export interface Confirmation {
  /** What is about to happen, as a question. */
  readonly title: string
  /** What will change, line by line. */
  readonly detail?: string
  /** The word on the button: `Push`. */
  readonly action: string
  /** `grave`: something may be lost, so that a general consent given beforehand (`--yes`) does not answer it. */
  readonly weight?: 'usual' | 'grave'
  readonly step?: StepMark
}

export interface Input extends Asked {
  readonly prompt?: string
  readonly value?: string
  /** Secret input is not shown and never remembered. */
  readonly kind?: 'text' | 'secret'
  /** Says what is wrong with the text, or undefined when it will do. */
  validate?(text: string): string | undefined
}

/** One side of a diff. */
export interface Side {
  readonly label: string
  readonly text: string
}

export type Page =
  /** Left is what is there, right what will be. Differences in indentation alone are no news. */
  | {
      readonly kind: 'diff'
      readonly title: string
      readonly left: Side
      readonly right: Side
      /** Of both sides, with its dot: tells the language. A policy's when absent. */
      readonly extension?: string
    }
  | { readonly kind: 'markdown'; readonly title: string; readonly text: string }

export type Report = (message: string) => void

export interface Ports {
  /** Questions that were asked before this job or this part of it, and to which its first one leads back; none when absent. */
  readonly askedBefore?: number
  choose<T>(question: Question<T>): Promise<T | undefined>
  /** Any number of the choices, none included. */
  chooseMany<T>(question: Question<T>): Promise<readonly T[] | undefined>
  confirm(confirmation: Confirmation): Promise<boolean>
  input(input: Input): Promise<string | undefined>
  /** Runs what talks to a network, with a way to cancel it. */
  progress<T>(title: string, task: (signal: AbortSignal, report: Report) => Promise<T>): Promise<T>
  show(page: Page): Promise<void>
  /** One line for the log; never holds a secret. */
  log(line: string): void
  /** The checks of the editor for jobs that are given none of their own. */
  readonly check?: CheckDocument | undefined
}

/** A place in a workspace file. Line and column count from 1. */
export interface FileFinding {
  /** Relative to the root of the policies, with `/`. */
  readonly file: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly line: number
  readonly column: number
  /** Behind the last character; the end of the name of the element when the service named one. */
  readonly endLine: number
  readonly endColumn: number
}

/**
 * The checks of the editor, given by the shell, since workflows know no rules. Errors stop a push, or ask before it; warnings stand in its
 * preview. Without it only the parser's own findings are used.
 * @param file absolute: what is configured for a document depends on where it lies
 */
export type CheckDocument = (file: string, text: string) => readonly FileFinding[] | Promise<readonly FileFinding[]>
