import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFile } from '../tidy/project.ts'

const cli = projectFile('dist/cli.cjs')
const built = existsSync(cli)
if (!built) console.log('skipped: the bundled evaluator is not tried, since dist/ is not built (npm run build)')

// What runs expressions is a bundle of its own: classes that both bundles have are two classes, and `instanceof` tells them apart.
test.skipIf(!built)('the bundled command line answers lines that cannot be read, and goes on', () => {
  const lines = [
    '[1]',
    'not JSON',
    '{"id":1,"code":"1","context":{"now":"soon"}}',
    '{"id":2,"code":"1","expect":"Foo"}',
    '{"id":3,"code":"1"}',
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'eval', '--batch', '-'], {
    encoding: 'utf8',
    input: lines.join('\n'),
  })
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  const answers = stdout.trimEnd().split('\n')
  expect(answers.map((line) => JSON.parse(line))).toMatchObject([
    { id: null, ok: false, error: 'line 1: an object is expected here.' },
    { id: null, ok: false, error: expect.stringContaining('line 2 is no JSON') },
    { id: 1, ok: false, error: expect.stringContaining("now: 'soon'") },
    { id: 2, ok: false, error: expect.stringContaining("'Foo'") },
    { id: 3, ok: true, value: 1 },
  ])
})
