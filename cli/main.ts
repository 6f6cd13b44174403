import { text } from 'node:stream/consumers'
import { dispatch } from './dispatch.ts'
import { reasonOf } from './file-failure.ts'

// A reader that has seen enough (`| head`) closes the pipe; that is no failure. On a full disk half a report must not pass for a whole one.
for (const [name, stream] of [
  ['output', process.stdout],
  ['error', process.stderr],
] as const)
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    if (name === 'output')
      process.stderr.write(`policywright: standard output cannot be written (${reasonOf(error)}).\n`)
    process.exit(2)
  })

const terminal = {
  cwd: process.cwd(),
  ...(process.stdout.isTTY === true && { columns: process.stdout.columns }),
  out: (written: string) => void process.stdout.write(written),
  err: (written: string) => void process.stderr.write(written),
  ...(process.stderr.isTTY === true && {
    progress: (line: string) => void process.stderr.write(`\r\u001B[K${line}`),
  }),
  readInput: () => text(process.stdin),
}

// The exit code is set and not forced, so that what is written reaches its reader.
dispatch(process.argv.slice(2), terminal).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    terminal.err(
      `policywright: this is a fault of Policywright itself; please report it:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = 70
  },
)
