// Builds dist/: `node scripts/bundle.mjs [--dev]`. Each bundle is one CommonJS file; the heavy rooms are chunks of their own,
// reached only through one dynamic import each (a door), so that nobody pays for what they do not use.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'

const bundles = {
  extension: 'src/extension.ts',
  server: 'language-server/server/main.ts',
  cli: 'cli/main.ts',
}

/** Door file -> chunk: a dynamic import of the file becomes a `require` of the chunk. */
const doors = {
  'azure/sdk.ts': 'azure',
  'emulator/local-instance.ts': 'emulator',
  'src/platform/language-client.ts': 'language-client',
}

const doorPlugin = {
  name: 'doors',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path: request, resolveDir, kind }) => {
      if (kind !== 'dynamic-import') return undefined
      const file = path.relative(root(), path.resolve(resolveDir, request)).replaceAll('\\', '/')
      const chunk = doors[file]
      return chunk ? { path: `./${chunk}.cjs`, external: true } : undefined
    })
  },
}

export async function bundle({ dev = false } = {}) {
  ensureInstalled()
  const { build } = await import('esbuild')
  // Built beside dist/ and swapped in at the end: a build that fails leaves the last good one.
  const dist = root('dist')
  const staging = root(`dist.${process.pid}.tmp`)
  mkdirSync(staging, { recursive: true })
  const entries = { ...bundles, ...Object.fromEntries(Object.entries(doors).map(([file, chunk]) => [chunk, file])) }
  const building = Promise.all(
    Object.entries(entries).map(([name, entry]) =>
      build({
        entryPoints: [root(entry)],
        outfile: path.join(staging, `${name}.cjs`),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        minify: !dev,
        sourcemap: true,
        sourcesContent: false,
        legalComments: 'none',
        // Entry points of the Azure SDKs pick ES modules with `module`, which bundle smaller than CommonJS.
        mainFields: ['module', 'main'],
        conditions: ['node', 'import'],
        external: ['vscode'],
        define: { 'import.meta.url': '__bundleUrl' },
        banner: {
          js: `${name === 'cli' ? '#!/usr/bin/env node\n' : ''}const __bundleUrl=require("node:url").pathToFileURL(__filename).href;`,
        },
        plugins: [doorPlugin],
        metafile: true,
        logLevel: 'warning',
      }),
    ),
  )
  const results = await building.catch((error) => {
    rmSync(staging, { recursive: true, force: true })
    throw error
  })
  for (const { metafile } of results) {
    const name = Object.keys(metafile.outputs).find((file) => file.endsWith('.cjs'))
    if (name) writeFileSync(path.join(staging, `${path.basename(name, '.cjs')}.meta.json`), JSON.stringify(metafile))
  }
  rmSync(dist, { recursive: true, force: true })
  renameSync(staging, dist)
  return Object.keys(entries).map((name) => ({ name, bytes: statSync(path.join(dist, `${name}.cjs`)).size }))
}

if (process.argv[1] === root('scripts/bundle.mjs')) {
  const sizes = await bundle({ dev: process.argv.includes('--dev') })
  for (const { name, bytes } of sizes) console.log(`dist/${name}.cjs  ${Math.round(bytes / 1024)} KB`)
}
