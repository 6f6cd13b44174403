import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { projectFile } from '../../test/tidy/project.ts'
import { type NewFiles, planNew } from './plan.ts'
import { fileNameOfType } from './type.ts'

const DECLARING = [
  'language-server/core/lint/rule.ts',
  'language-server/core/catalog/policy.ts',
  'language-server/core/expression/definition.ts',
  'emulator/gateway/handler.ts',
  'language-server/core/actions/action.ts',
]
const roots: string[] = []

function repository(files: readonly string[] = DECLARING): string {
  const root = mkdtempSync(join(tmpdir(), 'policywright-new-'))
  roots.push(root)
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return root
}

function planned(...args: readonly string[]): NewFiles {
  const plan = planNew({ root: repository(), args })
  if ('problem' in plan) throw new Error(plan.problem)
  return plan
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true })
})

describe('npm run new', () => {
  it.each([
    [
      'rule',
      'no-secret-in-header',
      ['language-server/core/lint/rules/no-secret-in-header.ts'],
      "id: 'no-secret-in-header'",
    ],
    ['policy', 'sign-request', ['language-server/core/catalog/policies/sign-request.ts'], "name: 'sign-request'"],
    [
      'type',
      'System.DateTime',
      [
        'language-server/core/expression/types/system-date-time.ts',
        'language-server/core/expression/types/system-date-time.test.ts',
      ],
      "name: 'System.DateTime'",
    ],
    [
      'handler',
      'jsonp',
      ['emulator/gateway/policies/jsonp.ts', 'emulator/gateway/policies/jsonp.test.ts'],
      "compiler.need(element, 'callback-parameter-name')",
    ],
    ['action', 'wrap-in-choose', ['language-server/core/actions/wrap-in-choose.ts'], "id: 'wrap-in-choose'"],
  ])('%s %s writes its files and says what to do next', (kind, name, paths, text) => {
    const { files, next } = planned(kind, name)
    expect(files.map(({ path }) => path)).toEqual(paths)
    expect(files[0]?.text).toContain(text)
    expect(files[0]?.text).toMatch(/^import .*\n.*export default .*\n(?:.*\}\)\n)?$/s)
    expect(next.join('\n')).toContain('npm run gen')
  })

  it.each([
    ['rule', 'no-x'],
    ['policy', 'sign-request'],
    ['type', 'System.Version'],
    ['handler', 'jsonp'],
    ['action', 'wrap-in-x'],
  ])('%s takes only what the project exports', (kind, name) => {
    const { files } = planned(kind, name)
    const written = new Set(files.map(({ path }) => path))
    for (const { path, text } of files) {
      for (const [, names = '', from = ''] of text.matchAll(/import (?:type )?\{ ([^}]+) \} from '(\.[^']+)'/g)) {
        const file = posix.join(posix.dirname(path), from)
        if (written.has(file)) continue
        const exported = readFileSync(projectFile(file), 'utf8')
        for (const one of names.split(', '))
          expect(exported, `${file} exports ${one}`).toMatch(
            new RegExp(`export [^\\n]*\\b${one.replace('type ', '')}\\b`),
          )
      }
    }
  })

  it('marks the rule itself where its bad example is wrong', () => {
    expect(planned('rule', 'no-x').files[0]?.text).toContain('     ^^^^^^^^^^ no-x\n')
  })

  it.each([
    ['nothing', [], 'Usage:'],
    ['an unknown kind', ['widget', 'x'], 'npm run new rule <id>'],
    ['no name', ['rule'], 'Usage:'],
    ['too much', ['rule', 'a', 'b'], 'Usage:'],
    ['a name in capitals', ['rule', 'NoSecret'], 'NoSecret is no name for a rule'],
    ['a path', ['rule', '../escape'], '../escape is no name for a rule'],
    ['a short .NET name', ['type', 'Guid'], 'Guid is no name for a type'],
  ])('refuses %s as wrong usage', (_what, args, problem) => {
    const plan = planNew({ root: repository(), args })
    expect(plan).toMatchObject({ exitCode: 2, problem: expect.stringContaining(problem) })
  })

  it('refuses to overwrite the file, or its test', () => {
    for (const taken of ['emulator/gateway/policies/jsonp.ts', 'emulator/gateway/policies/jsonp.test.ts']) {
      const plan = planNew({ root: repository([...DECLARING, taken]), args: ['handler', 'jsonp'] })
      expect(plan).toEqual({ exitCode: 1, problem: `${taken} exists already; nothing was written.` })
    }
  })

  it('refuses a handler for a policy that the catalogue does not know', () => {
    const plan = planNew({ root: repository(), args: ['handler', 'sign-request'] })
    expect(plan).toMatchObject({ exitCode: 1, problem: expect.stringContaining('npm run new policy sign-request') })
  })

  it('refuses a kind that nothing declares yet', () => {
    const plan = planNew({ root: repository([]), args: ['action', 'wrap-in-choose'] })
    expect(plan).toMatchObject({
      exitCode: 1,
      problem: expect.stringContaining('language-server/core/actions/action.ts'),
    })
  })
})

describe('the file name of a .NET type', () => {
  it.each([
    ['System.Guid', 'system-guid'],
    ['System.Collections.Generic.List<T>', 'system-collections-generic-list'],
    ['System.Collections.Generic.IDictionary<TKey, TValue>', 'system-collections-generic-idictionary'],
    ['Newtonsoft.Json.Linq.JObject', 'newtonsoft-json-linq-jobject'],
  ])('%s is %s', (name, file) => {
    expect(fileNameOfType(name)).toBe(file)
  })
})
