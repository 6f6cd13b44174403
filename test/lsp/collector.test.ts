import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type BuiltServer, buildServer } from './built-server.ts'

let program: BuiltServer
beforeAll(async () => {
  program = await buildServer({ name: 'collector', entry: 'language-server/server/collector.ts' })
}, 60_000)
afterAll(() => program.dispose())

/** Makes much that outlives small collections, turn by turn as a server works, and tells how large the young generation became in MiB. */
const work = `
const { getHeapSpaceStatistics } = require('node:v8')
let most = 0
let kept = []
let turns = 300
const turn = () => {
  for (let i = 0; i < 5000; i++) kept.push({ of: [i] })
  if (kept.length > 60_000) kept = kept.slice(30_000)
  most = Math.max(most, getHeapSpaceStatistics().find((one) => one.space_name === 'new_space').space_size)
  if (turns-- > 0) setTimeout(turn)
  else console.log(most / 1024 / 1024)
}
turn()`

async function youngGeneration(before: string): Promise<number> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', before + work])
  // The engine tells there of an option that it does not know.
  expect(stderr).toBe('')
  return Number(stdout)
}

it('lets the young generation grow to half of what the engine would', async () => {
  const [small, usual] = await Promise.all([
    youngGeneration(`require(${JSON.stringify(program.file)}).tuneCollector()\n`),
    youngGeneration(''),
  ])
  expect(small).toBeGreaterThanOrEqual(8)
  expect(small).toBeLessThanOrEqual(16)
  expect(usual).toBeGreaterThan(16)
}, 60_000)
