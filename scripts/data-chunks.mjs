// An esbuild plugin for programs that read policies and never run them: what is known of policies and of .NET types goes into JSON
// files beside the bundle, which load faster than the same as code. Of a .NET member they hold what its definition says, not what it
// does: both stay one object in the source, and this writes down the half that is data.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'
import { root } from './root.mjs'

/** Types with constants, such as `int.MaxValue`, whose values the checker reads: they stay as they are. */
const whole = [
  'byte',
  'sbyte',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'single',
  'double',
  'decimal',
  'char',
  'math',
].map((name) => `system-${name}`)

/** Module of definitions -> the file that holds them as data, and the module that reads it; without a file, it holds them itself. */
const chunks = {
  'language-server/core/catalog/policies/index.gen.ts': {
    file: 'language.json',
    exported: 'policies',
    module: (required) => `export const policies = ${required}`,
  },
  'language-server/core/lint/examples.ts': {
    file: 'examples.json',
    exported: 'allExamples',
    toData: (allExamples) => allExamples(),
    // Not before somebody asks for them.
    module: (required) => `export const allExamples = () => ${required}`,
  },
  'language-server/server/capabilities.ts': {
    exported: 'initializeResult',
    module: (_required, data) => `export const initializeResult = ${JSON.stringify(data)}`,
  },
  'language-server/core/expression/types/index.gen.ts': {
    file: 'language.json',
    exported: 'types',
    toData: (types) => types.map((type) => ({ ...withoutZero(type), ...mapMembers(type, toRow) })),
    module: (required) => `${whole.map((file, at) => `import type${at} from './${file}.ts'`).join('\n')}
const whole = new Map([${whole.map((_, at) => `type${at}`)}].map((type) => [type.name, type]))
${mapMembers}
const absent = () => {
  throw new Error('This program knows the members of .NET types only by their signatures; it does not run them.')
}
const toMember = ([signature, summary, does]) =>
  ({ signature, summary, ...(does & 1 && { run: absent }), ...(does & 2 && { set: absent }) })
export const types = ${required}.map((type) => whole.get(type.name) ?? { ...type, ...mapMembers(type, toMember) })`,
  },
}

/** Whether a member runs and can be set matters to the checker: a property without `set` is read-only. */
const toRow = ({ signature, summary, run, set }) => [signature, summary, (run ? 1 : 0) + (set ? 2 : 0)]

const withoutZero = ({ zero: _, ...type }) => type

function mapMembers({ ctors, statics, members }, change) {
  return {
    ...(ctors && { ctors: ctors.map(change) }),
    ...(statics && { statics: statics.map(change) }),
    ...(members && { members: members.map(change) }),
  }
}

/**
 * The prose of rules: their pages are made of it, and the server shows none. It makes up half of a rule's file, which is laid out by the
 * formatter, so that each of these properties ends where the next line of the same depth begins.
 */
const prose = /^ {2}(?:why|remedy|examples):[\s\S]*?(?=^ {2}[a-zA-Z]+(?:: |\())/gm

/** A rule without its prose, for programs that only ask it. */
function withoutProse(file) {
  const source = readFileSync(file, 'utf8')
  const stripped = source.replace(prose, '')
  if (/^ {2}(?:why|remedy|examples):/m.test(stripped))
    throw new Error(`${file}: \`check\` must be the last of a rule's properties.`)
  return stripped
}

export const dataFiles = [...new Set(Object.values(chunks).flatMap(({ file }) => file ?? []))]

/** What a program reads as data: all of it where policies are never run, the catalogue where they are. */
const readAsData = {
  server: Object.keys(chunks),
  cli: ['language-server/core/catalog/policies/index.gen.ts', 'language-server/core/expression/types/index.gen.ts'],
  emulator: ['language-server/core/catalog/policies/index.gen.ts'],
}

/** The gateway reads a part of a file that the others write whole. */
const writesFiles = (program) => program !== 'emulator'

/** Who shows the pages of rules needs their prose. */
const showsPages = (program) => program === 'cli'

/**
 * @param folder where the bundle goes, and the data with it
 * @param program `server` unless said: what it needs as code is left as it is
 */
export const dataChunks = (folder, program = 'server') => ({
  name: 'data-chunks',
  setup({ onLoad, onResolve, onEnd }) {
    const files = new Map()
    onEnd(() => {
      for (const [file, data] of files) writeFileSync(path.join(folder, file), JSON.stringify(data))
    })
    onResolve({ filter: /^data:chunk\// }, ({ path: request }) => ({
      path: request.replace('data:chunk', '.'),
      external: true,
    }))
    onLoad({ filter: /[\\/]lint[\\/]rules[\\/][\w-]+\.ts$/ }, ({ path: file }) =>
      showsPages(program) ? undefined : { contents: withoutProse(file), loader: 'ts' },
    )
    onLoad({ filter: /[\\/](?:index\.gen|examples|capabilities)\.ts$/ }, async ({ path: index }) => {
      const name = path.relative(root(), index).replaceAll('\\', '/')
      const chunk = chunks[name]
      if (chunk === undefined || !readAsData[program].includes(name)) return undefined
      const { file, exported, toData = (definitions) => definitions, module } = chunk
      const data = toData((await evaluate(index))[exported])
      if (file !== undefined && writesFiles(program)) files.set(file, { ...files.get(file), [exported]: data })
      return { contents: module(`require('data:chunk/${file}').${exported}`, data), loader: 'js' }
    })
  },
})

async function evaluate(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error',
  })
  const module = { exports: {} }
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(entry))
  return module.exports
}
