import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWithDoors } from '../../scripts/bundle.mjs'
import { projectFile } from '../tidy/project.ts'

/** A bundled server on disk, and how to take it away again. */
export interface BuiltServer {
  readonly file: string
  readonly dispose: () => Promise<void>
}

/** Bundles the language server, or another program, as `npm run build` does, into a folder of its own. */
export async function buildServer(
  program = { name: 'server', entry: 'language-server/server/main.ts' },
): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), 'policywright-server-'))
  await buildWithDoors({ ...program, folder })
  return { file: join(folder, `${program.name}.cjs`), dispose: () => rm(folder, { recursive: true }) }
}

/** The server of the last `npm run build`; where there is none, one built for this purpose. */
export async function findServer(): Promise<BuiltServer> {
  const file = projectFile('dist/server.cjs')
  return existsSync(file) ? { file, dispose: async () => {} } : buildServer()
}
