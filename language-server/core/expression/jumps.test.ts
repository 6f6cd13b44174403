import { expect, it } from 'vitest'
import { jumpFaults } from './jumps.ts'
import { parseExpression } from './parse.ts'

const faults = (code: string): string[] => {
  const { root } = parseExpression({ code, form: 'brace' })
  return root.kind === 'block' ? jumpFaults(root).map((fault) => fault.code) : []
}

it.each([
  ['break;', ['CS0139']],
  ['if (a) { continue; } return 1;', ['CS0139']],
  ['foreach (var x in y) { if (x) break; else continue; } return 1;', []],
  ['switch (a) { case 1: break; } return 1;', []],
  ['switch (a) { case 1: continue; } return 1;', ['CS0139']],
  ['while (a) { switch (b) { case 1: continue; default: break; } } return 1;', []],
  ['while (a) { try { } finally { break; } } return 1;', ['CS0139']],
  ['return;', ['CS0126']],
  ['Action a = () => { return; }; return 1;', []],
  ['throw;', ['CS0156']],
  ['try { } catch { throw; } return 1;', []],
  ['switch (a) { case 1: case 1: return 1; } return 2;', ['CS0152']],
  ['switch (a) { case "x": return 1; case "x": return 2; } return 3;', ['CS0152']],
  ['switch (a) { default: return 1; default: return 2; }', ['CS0152']],
  ['switch (a) { case 1 when b: return 1; case 1: return 2; } return 3;', []],
])('%s', (code, expected) => {
  expect(faults(code)).toEqual(expected)
})
