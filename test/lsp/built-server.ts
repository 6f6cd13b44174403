import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { projectFile } from '../tidy/project.ts'

/** A bundled server on disk, and how to take it away again. */
export interface BuiltServer {
  readonly file: string
  readonly dispose: () => Promise<void>
}

/** Bundles an entry point as `npm run build` does, into a folder of its own. */
export async function buildServer(entry = projectFile('language-server/server/main.ts')): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), 'policywright-server-'))
  const file = join(folder, 'server.cjs')
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    mainFields: ['module', 'main'],
    conditions: ['node', 'import'],
    legalComments: 'none',
    logLevel: 'error',
  })
  return { file, dispose: () => rm(folder, { recursive: true }) }
}

/** The server of the last `npm run build`; where there is none, one built for this purpose. */
export async function findServer(): Promise<BuiltServer> {
  const file = projectFile('dist/server.cjs')
  return existsSync(file) ? { file, dispose: async () => {} } : buildServer()
}
