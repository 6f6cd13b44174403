import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { completeContext } from '../../test/oracle/context-file.ts'
import {
  type Answer,
  codeOf,
  contextOf,
  type OracleCase,
  readLines,
  writeLines,
} from '../../test/oracle/oracle-case.ts'
import { run } from '../host/run.ts'
import type { Mono } from './install.ts'
import { type CaseSource, sourceOf } from './source.ts'

const hostFiles = ['context-model.cs', 'context-extensions.cs', 'context-values.cs', 'tagged-values.cs', 'runner.cs']
const references = [
  'System.Core.dll',
  'System.Xml.dll',
  'System.Xml.Linq.dll',
  'System.Numerics.dll',
  'Microsoft.CSharp.dll',
]
/** The compiler is asked again without the files it refused; more rounds than this would be a fault of this program. */
const mostRounds = 12

/** Asks real C# about every case, in order. @throws Error when the compiler or the runtime fails as a whole. */
export function askMono(mono: Mono, hostFolder: string, cases: readonly OracleCase[]): Answer[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'policywright-oracle-'))
  try {
    return new Session(mono, folder).answer(hostFolder, cases)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Trial {
  readonly one: OracleCase
  readonly name: string
  readonly source: CaseSource
  readonly lines: number
}

/** One folder with the compiled host and the compiled cases. */
class Session {
  private readonly mono: Mono
  private readonly folder: string

  constructor(mono: Mono, folder: string) {
    this.mono = mono
    this.folder = folder
  }

  answer(hostFolder: string, cases: readonly OracleCase[]): Answer[] {
    this.compileHost(hostFolder)
    const answers = new Map<string, Answer>()
    const trials: Trial[] = []
    for (const [index, one] of cases.entries()) {
      const code = codeOf(one)
      const name = `Case${index}`
      const source = sourceOf(one, code, name)
      if ('skip' in source) answers.set(one.id, { id: one.id, status: 'skipped', reason: source.skip })
      else trials.push({ one, name, source, lines: code.code.split('\n').length })
    }
    const { refused, typed } = this.compileCases(trials)
    for (const { one, name } of trials) {
      const codes = refused.get(name)
      if (codes) answers.set(one.id, { id: one.id, status: 'compile-error', codes })
    }
    const runnable = trials.filter(({ name }) => !refused.has(name))
    for (const answer of this.runCases(runnable, typed)) answers.set(answer.id, answer)
    return cases.map(({ id }) => answers.get(id) ?? { id, status: 'crash', reason: 'The runtime gave no answer.' })
  }

  private file(name: string): string {
    return path.join(this.folder, name)
  }

  private compileHost(hostFolder: string): void {
    writeFileSync(this.file('Newtonsoft.Json.dll'), readFileSync(this.mono.json))
    const sources = hostFiles.map((name) => path.join(hostFolder, name))
    run(this.mono.compiler, [
      '-target:exe',
      '-warn:0',
      `-out:${this.file('host.exe')}`,
      `-r:${this.file('Newtonsoft.Json.dll')}`,
      ...references.map((name) => `-r:${name}`),
      ...sources,
    ])
  }

  /** Compiles everything that compiles into cases.dll. A case whose type alone cannot be told is none that is refused. */
  private compileCases(trials: readonly Trial[]): { refused: Map<string, string[]>; typed: Set<string> } {
    mkdirSync(this.file('cases'), { recursive: true })
    const refused = new Map<string, string[]>()
    const untyped = new Set<string>()
    for (const { name, source } of trials) {
      writeFileSync(this.file(`cases/${name}.cs`), source.run)
      writeFileSync(this.file(`cases/${name}T.cs`), source.type)
    }
    let types: 'without' | 'with' = 'without'
    for (let round = 0; round < mostRounds; round++) {
      const rest = trials.filter(({ name }) => !refused.has(name))
      const files = rest.flatMap(({ name }) => [
        `cases/${name}.cs`,
        ...(types === 'with' && !untyped.has(name) ? [`cases/${name}T.cs`] : []),
      ])
      if (files.length === 0) return { refused, typed: new Set() }
      const errors = this.compile(files)
      for (const [file, codes] of errors) {
        if (file.endsWith('T')) untyped.add(file.slice(0, -1))
        else refused.set(file, codes)
      }
      if (errors.size > 0) continue
      if (types === 'with')
        return { refused, typed: new Set(rest.map(({ name }) => name).filter((name) => !untyped.has(name))) }
      types = 'with'
    }
    throw new Error(`The compiler still finds errors after ${mostRounds} rounds.`)
  }

  /** The codes of the errors by file; empty when all compile. The library is whole only when one call took every file. */
  private compile(files: readonly string[]): Map<string, string[]> {
    writeFileSync(this.file('files.rsp'), files.map((name) => `"${this.file(name)}"\n`).join(''))
    const options = ['-target:library', '-langversion:experimental', '-warn:0', `-out:${this.file('cases.dll')}`]
    const libraries = [this.file('host.exe'), this.file('Newtonsoft.Json.dll'), ...references].map(
      (name) => `-r:${name}`,
    )
    const { stdout, stderr, status, error } = spawnSync(
      this.mono.compiler,
      [...options, ...libraries, `@${this.file('files.rsp')}`],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: process.env },
    )
    if (error) throw new Error(`The C# compiler could not be started: ${error.message}`)
    const errors = new Map<string, string[]>()
    for (const line of `${stdout}\n${stderr}`.split('\n')) {
      const match = /cases\/(Case\d+T?)\.cs\(\d+,\d+\+?\): error (CS\d+):/.exec(line)
      if (!match?.[1] || !match[2]) continue
      const known = errors.get(match[1]) ?? []
      if (!known.includes(match[2])) known.push(match[2])
      errors.set(match[1], known)
    }
    if (status === 0 || errors.size > 0) return errors
    // It failed without saying where: some errors have no place, and some code breaks the compiler itself.
    const [only] = files
    if (files.length > 1) {
      const half = files.length >> 1
      const found = new Map([...this.compile(files.slice(0, half)), ...this.compile(files.slice(half))])
      if (found.size > 0) return found
      throw new Error(
        `The C# compiler failed (${status}): ${(stderr || stdout).trim().split('\n').slice(-6).join('\n')}`,
      )
    }
    const codes = [...new Set([...`${stdout}\n${stderr}`.matchAll(/error (CS\d+)/g)].map((match) => match[1] ?? ''))]
    return new Map([[path.basename(only ?? '', '.cs'), codes]])
  }

  /** Starts the runtime again behind a case that ended it (a stack overflow ends a process). */
  private runCases(trials: readonly Trial[], typed: ReadonlySet<string>): Answer[] {
    const answers: Answer[] = []
    let rest = trials
    while (rest.length > 0) {
      const lines = rest.map(({ one, name }) => ({
        id: one.id,
        run: name,
        ...(typed.has(name) && { type: `${name}T` }),
        context: completeContext(contextOf(one)),
      }))
      writeFileSync(this.file('cases.jsonl'), writeLines(lines))
      rmSync(this.file('results.jsonl'), { force: true })
      const { status, stderr } = spawnSync(
        this.mono.runtime,
        ['host.exe', 'cases.dll', 'cases.jsonl', 'results.jsonl'],
        { cwd: this.folder, encoding: 'utf8', env: { ...process.env, TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
      )
      const given = existsSync(this.file('results.jsonl')) ? readLines<Answer>(this.file('results.jsonl')) : []
      answers.push(...given)
      const ended = rest[given.length]
      if (!ended) return answers
      if (status === 0) throw new Error('The runtime ended before it had run every case.')
      const reason = stderr.trim().split('\n')[0] ?? ''
      answers.push({ id: ended.one.id, status: 'crash', reason: reason || `The runtime ended with ${status}.` })
      rest = rest.slice(given.length + 1)
    }
    return answers
  }
}
