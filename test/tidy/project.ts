import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export const projectFile = (file: string): string => path.join(projectFolder, file)

export const read = (file: string): string => readFileSync(projectFile(file), 'utf8')

export const exists = (file: string): boolean => existsSync(projectFile(file))

/** Files that git tracks or would track. */
export const projectFiles = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectFolder,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && exists(file))

/** TypeScript sources, tests included, generated files not. */
export const sources = (): string[] =>
  projectFiles().filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith('.gen.ts'))

export interface Manifest {
  readonly main: string
  readonly activationEvents: readonly string[]
  readonly devDependencies: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string
      readonly title: string
      readonly category?: string
      readonly enablement?: string
    }[]
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> }
  }
}

export const manifest = (): Manifest => JSON.parse(read('package.json')) as Manifest
