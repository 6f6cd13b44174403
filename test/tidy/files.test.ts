import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFiles, read, sources } from './project.ts'

/** Longer than 400 lines on purpose; the reason stands behind each. */
const LONG: Readonly<Record<string, string>> = {
  'language-server/core/expression/beyond.ts': 'names: data',
  'language-server/core/expression/probes.table.ts': 'recorded behaviours: data',
  'language-server/core/expression/lex.ts': 'one state machine',
  'language-server/core/expression/clr/date-time.ts': 'one value and its formats',
  'language-server/core/expression/types/system-linq-enumerable.ts': 'members of one type: data',
  'language-server/core/expression/types/system-string.ts': 'members of one type: data',
}

describe('files', () => {
  test('are kebab-case and named after the thing', () => {
    const wrong = sources().filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|mjs)$/.test(path.basename(file)),
    )
    expect(wrong).toEqual([])
    const vague = sources().filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.|$)/.test(file))
    expect(vague).toEqual([])
  })

  test('have no index but the generated one, and a feature’s door', () => {
    const doors = sources().filter(
      (file) => path.basename(file) === 'index.ts' && !/^src\/features\/[^/]+\/index\.ts$/.test(file),
    )
    expect(doors).toEqual([])
  })

  test('stay under 400 lines, but for the listed ones', () => {
    const long = sources().filter((file) => read(file).split('\n').length > 400)
    expect(long.filter((file) => !(file in LONG))).toEqual([])
    expect(Object.keys(LONG).filter((file) => !long.includes(file))).toEqual([])
  })

  test('leave nothing for later and silence no tool', () => {
    const marks = new RegExp(
      ['TO', 'DO|FIX', 'ME|@ts-(ignore|expect-error|nocheck)|biome-', 'ignore|\\.(only|skip|todo)\\('].join(''),
    )
    const wrong = sources().filter((file) => marks.test(read(file)))
    expect(wrong).toEqual([])
  })

  test('name no path of a machine', () => {
    const text = projectFiles().filter(
      (file) => /\.(ts|mjs|md|json|xml|yml|sh)$/.test(file) && file !== 'package-lock.json',
    )
    const wrong = text.filter((file) => /(^|[\s"'`(=])\/(home|Users|root|work|tmp)\/[a-z]/.test(read(file)))
    expect(wrong).toEqual([])
  })
})
