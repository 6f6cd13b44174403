/** What a command can reach of the world around it; a test gives its own. */
export interface Terminal {
  readonly cwd: string
  /** How wide standard output is; absent where it is no terminal. */
  readonly columns?: number
  out(text: string): void
  err(text: string): void
  /** Shows one line in place of the last; an empty one takes it away. Absent where nobody looks. */
  progress?(line: string): void
  /** All of standard input. */
  readInput(): Promise<string>
}

/** One command of the command line: a module's default export, loaded when it is called. */
export interface Command {
  /** The whole text of `--help`. */
  readonly help: string
  /**
   * @returns the exit code: 0 all well, 1 the answer is "no" (errors were found, a push was refused), 2 wrong usage or unreadable input.
   * @throws UsageError when the arguments or the input are wrong; the dispatch prints its message and exits with 2.
   */
  run(args: readonly string[], terminal: Terminal): Promise<number>
}

/** Wrong arguments or unreadable input, told in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Declares one command; the identity function, so that a command's file is type-checked and nothing else. */
export const command = (entry: Command): Command => entry
