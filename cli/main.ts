import { text } from 'node:stream/consumers'
import { dispatch } from './dispatch.ts'

// A reader that has seen enough (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const terminal = {
  cwd: process.cwd(),
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
    terminal.err(`policywright: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 70
  },
)
