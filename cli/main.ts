import { buffer } from 'node:stream/consumers'
import { UsageError } from './command.ts'
import { dispatch } from './dispatch.ts'
import { decode } from './encoding.ts'
import { codeOf, reasonOf } from './file-failure.ts'

/** By itself Node would print the line of the bundle, which is all of it. */
process.on('uncaughtException', (error) => {
  tellFault(error)
  process.exit()
})

function tellFault(error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`policywright: this is a fault of Policywright itself; please report it:\n${told}\n`)
  process.exitCode = 70
}

// A reader that has seen enough (`| head`) closes the pipe; that is no failure. On a full disk half a report must not pass for a whole one.
for (const [name, stream] of [
  ['output', process.stdout],
  ['error', process.stderr],
] as const)
  stream.on('error', (error) => {
    if (codeOf(error) === 'EPIPE') return
    if (name === 'output')
      process.stderr.write(`policywright: standard output cannot be written (${reasonOf(error)}).\n`)
    process.exit(2)
  })

function currentFolder(): string {
  try {
    return process.cwd()
  } catch (error) {
    process.stderr.write(
      `policywright: the current folder cannot be read (${reasonOf(error)}); change to another one.\n`,
    )
    process.exit(2)
  }
}

async function readInput(): Promise<string> {
  try {
    return decode(await buffer(process.stdin))
  } catch (error) {
    throw new UsageError(`standard input cannot be read (${reasonOf(error)}).`)
  }
}

const terminal = {
  cwd: currentFolder(),
  ...(process.stdout.isTTY === true && { columns: process.stdout.columns }),
  out: (written: string) => void process.stdout.write(written),
  err: (written: string) => void process.stderr.write(written),
  ...(process.stderr.isTTY === true && {
    progress: (line: string) => void process.stderr.write(`\r\u001B[K${line}`),
  }),
  readInput,
}

// The exit code is set and not forced, so that what is written reaches its reader.
dispatch(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code
}, tellFault)
