// Type-checks every room by its own tsconfig (the core's has neither Node nor the DOM), then the tests with the root's.
import { spawn } from 'node:child_process'
import { root } from './root.mjs'

const rooms = [
  'language-server/core',
  'language-server/evaluation',
  'language-server/server',
  'emulator',
  'azure',
  'workflows',
  'cli',
  'src',
  '.',
]

const check = (room) =>
  new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [root('node_modules/typescript/bin/tsc'), '-p', root(room), '--pretty', 'false'],
      {
        cwd: root(),
      },
    )
    let output = ''
    child.stdout.on('data', (data) => {
      output += data
    })
    child.stderr.on('data', (data) => {
      output += data
    })
    child.on('close', (code) => resolve({ room, code, output }))
  })

let failed = 0
for (const room of rooms) {
  const { code, output } = await check(room)
  if (code !== 0) {
    failed++
    console.log(`${room}:\n${output}`)
  }
}
console.log(
  failed === 0 ? `types: ${rooms.length} rooms checked` : `types: ${failed} of ${rooms.length} rooms have errors`,
)
process.exit(failed === 0 ? 0 : 1)
