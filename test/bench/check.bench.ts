import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFile } from '../tidy/project.ts'
import type { BenchRow } from './bench-row.ts'
import { writeWorkspace } from './workspace.ts'

const DOCUMENTS = 2000
const RUNS = 3

/** `check` of a repository of 2,000 documents, as a process of its own. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-check-'))
  try {
    const bytes = writeWorkspace(folder, DOCUMENTS)
    const seconds = Array.from({ length: RUNS }, () => secondsFor(folder)).sort((a, b) => a - b)
    const value = seconds[RUNS >> 1] ?? Number.NaN
    return [
      { name: `check of ${DOCUMENTS} documents`, value, unit: 's', goal: 'under 8 s on two cores' },
      { name: 'check, documents', value: bytes / 1000 / 1000 / value, unit: 'MB/s' },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function secondsFor(folder: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [projectFile('dist/cli.cjs'), 'check', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  // 1: errors were found.
  if (status !== 0 && status !== 1) throw new Error(`check ended with ${status}: ${stderr}`)
  return (performance.now() - start) / 1000
}
