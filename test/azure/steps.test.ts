import { describe, expect, test } from 'vitest'
import { askInSteps, type Step } from '../../workflows/steps.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'

interface Order {
  readonly size?: string
  readonly topping?: string
  readonly name?: string
}

const choices = (...labels: readonly string[]) => labels.map((label) => ({ label, value: label }))

const steps: readonly Step<Order>[] = [
  async (ports, { size }) => {
    if (size !== undefined) return {}
    const chosen = await ports.choose({ title: 'Size', choices: choices('small', 'large') })
    return chosen === undefined ? undefined : { size: chosen }
  },
  async (ports, { size }) => {
    if (size === 'small') return {}
    const chosen = await ports.chooseMany({ title: 'Topping', choices: choices('nuts', 'cream') })
    return chosen && { topping: chosen.join(' and ') }
  },
  async (ports) => {
    const name = await ports.input({ title: 'Name' })
    return name === undefined ? undefined : { name }
  },
]

const cases: readonly (readonly [
  what: string,
  script: Script,
  known: Order,
  asked: string,
  answers: Order | undefined,
])[] = [
  [
    'one after the other',
    { choose: ['large'], chooseMany: [['nuts', 'cream']], input: ['Ann'] },
    {},
    'Size Topping Name',
    { size: 'large', topping: 'nuts and cream', name: 'Ann' },
  ],
  [
    'back to the question before, and another way from there',
    { choose: ['large', 'small'], chooseMany: [[BACK]], input: ['Ann'] },
    {},
    'Size Topping Size Name',
    { size: 'small', name: 'Ann' },
  ],
  [
    'what a later step answered is forgotten when an earlier one changes',
    { choose: ['large', 'small'], chooseMany: [['nuts'], [BACK]], input: [BACK, 'Ann'] },
    {},
    'Size Topping Name Topping Size Name',
    { size: 'small', name: 'Ann' },
  ],
  [
    'a step that asks nothing is no place to go back to',
    { choose: ['small', 'large'], chooseMany: [['nuts']], input: [BACK, 'Ann'] },
    {},
    'Size Name Size Topping Name',
    { size: 'large', topping: 'nuts', name: 'Ann' },
  ],
  ['what is known is not asked', { input: ['Ann'] }, { size: 'small' }, 'Name', { size: 'small', name: 'Ann' }],
  ['giving up ends it', { choose: [] }, {}, 'Size', undefined],
]

describe('asking in steps', () => {
  test.each(cases)('%s', async (_what, script, known, asked, answers) => {
    const ports = scriptedPorts(script)
    expect(await askInSteps<Order>(ports, steps, known)).toEqual(answers)
    expect(ports.asked.join(' ')).toBe(asked)
  })

  test('the first question that is asked has no way back', async () => {
    await expect(askInSteps<Order>(scriptedPorts({ input: [BACK] }), steps, { size: 'small' })).rejects.toThrow(
      'no question before',
    )
  })
})
