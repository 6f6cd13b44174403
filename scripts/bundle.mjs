// Builds dist/: `node scripts/bundle.mjs [--dev]`. Each bundle is one CommonJS file; the heavy rooms are chunks of their own,
// reached only through one dynamic import each (a door), so that nobody pays for what they do not use.
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  'language-server/server/language.ts': 'language',
  'language-server/evaluation/evaluator.ts': 'evaluator',
  'language-server/core/workspace/yaml.ts': 'yaml',
  'language-server/core/embedded/template-checker.ts': 'liquid',
}

/** What answers `initialize`, and what does everything else. */
const serverPrograms = ['server', 'language']

/**
 * The protocol library is in the program that a process begins with, which hands it on: once per process is enough. Of its hundreds of
 * names the other program takes over those that it uses, once for all of its modules.
 */
const sharedPlugin = {
  name: 'shared',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver(?:-types|\/node)?$/ }, () => ({
      path: 'vscode-languageserver/node',
      namespace: 'shared',
    }))
    build.onResolve({ filter: /^\.\/server\.cjs$/ }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path))
      const taken = names.map((name) => `export const ${name} = /* @__PURE__ */ of('${name}')`)
      return { contents: ["const of = (name) => require('./server.cjs').protocol[name]", ...taken].join('\n') }
    })
  },
}

const doorPlugin = (program) => ({
  name: 'doors',
  setup(build) {
    // A library that the azure chunk carries already: a second copy would be a fifteenth of the package.
    build.onResolve({ filter: /^@azure\/identity$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './azure.cjs', external: true } : undefined,
    )
    build.onResolve({ filter: /\.ts$/ }, ({ path: request, resolveDir, kind }) => {
      if (kind !== 'dynamic-import') return undefined
      const file = path.relative(root(), path.resolve(resolveDir, request)).replaceAll('\\', '/')
      const chunk = doors[file]
      if (chunk) return { path: `./${chunk}.cjs`, external: true }
      // Bundled with the server it would be paid for at once, and expressions could not run in it.
      return serverPrograms.includes(program)
        ? { errors: [{ text: `${file} is imported dynamically: list it as a door.` }] }
        : undefined
    })
  },
})

/**
 * Builds one program into a folder.
 * @param name of the bundle; those of the server get what is known of policies and types as data files beside them
 * @param entry its first module, from the root of the project
 */
export async function buildProgram({ name, entry, folder, dev = false }) {
  const { build } = await import('esbuild')
  const { dataChunks } = await import('./data-chunks.mjs')
  const { metafile } = await build({
    entryPoints: [root(entry)],
    outfile: path.join(folder, `${name}.cjs`),
    absWorkingDir: root(),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // A door becomes a `require`: Node reads a CommonJS file that is imported twice, once for the names of its exports, and that takes
    // longer than to compile it.
    supported: { 'dynamic-import': false },
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
    plugins: [
      doorPlugin(name),
      ...(name === 'language' ? [sharedPlugin] : []),
      ...(serverPrograms.includes(name) ? [dataChunks(folder)] : []),
      ...(['cli', 'emulator'].includes(name) ? [dataChunks(folder, name)] : []),
    ],
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(path.join(folder, `${name}.meta.json`), JSON.stringify(metafile))
  return metafile
}

/** Builds one program and what is behind its doors into a folder; parameters as of `buildProgram`. */
export async function buildWithDoors(program) {
  const { outputs } = await buildProgram(program)
  const imported = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map((one) => one.path)))
  for (const [entry, name] of Object.entries(doors)) {
    if (imported.has(`./${name}.cjs`)) await buildWithDoors({ ...program, name, entry })
  }
}

export async function bundle({ dev = false } = {}) {
  ensureInstalled()
  // Built beside dist/ and swapped in at the end: a build that fails leaves the last good one.
  const dist = root('dist')
  const staging = root(`dist.${process.pid}.tmp`)
  mkdirSync(staging, { recursive: true })
  const entries = { ...bundles, ...Object.fromEntries(Object.entries(doors).map(([file, chunk]) => [chunk, file])) }
  const building = Object.entries(entries).map(([name, entry]) => buildProgram({ name, entry, folder: staging, dev }))
  await Promise.all(building).catch((error) => {
    rmSync(staging, { recursive: true, force: true })
    throw error
  })
  rmSync(dist, { recursive: true, force: true })
  renameSync(staging, dist)
  const { dataFiles } = await import('./data-chunks.mjs')
  const files = [...Object.keys(entries).map((name) => `${name}.cjs`), ...dataFiles]
  return files.map((name) => ({ name, bytes: statSync(path.join(dist, name)).size }))
}

if (process.argv[1] === root('scripts/bundle.mjs')) {
  const sizes = await bundle({ dev: process.argv.includes('--dev') })
  for (const { name, bytes } of sizes) console.log(`dist/${name}  ${Math.round(bytes / 1024)} KB`)
}
