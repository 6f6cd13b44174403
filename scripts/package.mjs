// Makes policywright.vsix: `node scripts/package.mjs [--out FILE] [--no-build]`.
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { root } from './root.mjs'

/** Packs dist/ and what else ships. @returns the file, its size in bytes and the files in it. */
export async function packageExtension({ out = root('policywright.vsix'), build = true } = {}) {
  if (build) await bundle()
  const { createVSIX, listFiles, PackageManager } = await import('@vscode/vsce')
  mkdirSync(path.dirname(out), { recursive: true })
  await createVSIX({ cwd: root(), packagePath: out, dependencies: false, allowMissingRepository: true })
  const files = await listFiles({ cwd: root(), packageManager: PackageManager.None })
  return { out, bytes: statSync(out).size, files: files.sort() }
}

if (process.argv[1] === root('scripts/package.mjs')) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, 'no-build': { type: 'boolean' } } })
  const { out, bytes, files } = await packageExtension({
    ...(values.out ? { out: values.out } : {}),
    build: !values['no-build'],
  })
  console.log(`${out}: ${(bytes / 1024 / 1024).toFixed(2)} MB, ${files.length} files`)
}
