import { expect, test } from 'vitest'
import { askAbout, costAgain } from './features.ts'

const text = `<policies>
  <inbound>
    <base />
    <include-fragment fragment-id="log" />
    <set-variable name="tenant" value="@(context.Request.Headers.GetValueOrDefault("X-Tenant", ""))" />
    <set-body template="liquid">{"tenant": "{{context.Variables["tenant"]}}"}</set-body>
  </inbound>
</policies>
`
const damages = 3
const answers = askAbout(text, { damages, slowAbove: -1, turn: 1 })

test('every feature is asked of a document, at its offsets and of its damaged versions', () => {
  const { asked, faults, slow } = answers
  expect(faults).toEqual([])
  expect(asked.analysis).toBe(1 + damages)
  expect(asked.hover).toBeGreaterThanOrEqual(Math.ceil(text.length / 7))
  expect(asked['workspace references']).toBe(asked.hover)
  expect(Object.values(asked).reduce((sum, count) => sum + count, 0)).toBe(slow.length)
})

test('what was asked can be asked again', () => {
  for (const step of Object.values(answers.slowest)) {
    const { wall, cpu } = costAgain(text, step, damages)
    expect(Math.min(wall, cpu)).toBeGreaterThanOrEqual(0)
  }
})
