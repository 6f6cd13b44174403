import { describe, expect, test } from 'vitest'
import { type Input, WentBack } from '../../workflows/ports.ts'
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

  test('a confirmation leads back too, and rows within rows and questions of one step keep their order', async () => {
    const inner: readonly Step<Order>[] = [
      async (ports) => ({ size: (await ports.input({ title: 'Inner size' })) ?? '' }),
      async (ports) => ({ topping: (await ports.input({ title: 'Inner topping' })) ?? '' }),
    ]
    const outer: readonly Step<Order>[] = [
      async (ports) => ({ name: `${await ports.input({ title: 'One' })} ${await ports.input({ title: 'Two' })}` }),
      (ports, answers) => askInSteps(ports, inner, answers),
      async (ports) => ((await ports.confirm({ title: 'Sure', action: 'Yes' })) ? {} : undefined),
    ]
    const ports = scriptedPorts({
      input: ['1', BACK, '1', '2', 'S', BACK, BACK, '1', '2', 's', 't', 'S', 'T'],
      confirm: [BACK, true],
    })
    expect(await askInSteps<Order>(ports, outer, {})).toEqual({ name: '1 2', size: 'S', topping: 'T' })
    expect(ports.asked).toEqual([
      ...['One', 'Two', 'One', 'Two', 'Inner size', 'Inner topping', 'Inner size', 'One', 'Two'],
      ...['Inner size', 'Inner topping', 'Inner size', 'Inner topping'],
    ])
    expect(ports.confirmed).toEqual(['Sure', 'Sure'])
  })

  test('questions are numbered over all rows', async () => {
    const numbers: (number | undefined)[] = []
    const counting = {
      ...scriptedPorts(),
      askedBefore: 2,
      input: async ({ step }: Input) => {
        numbers.push(step?.number)
        return 'x'
      },
    }
    const ask: Step<Order> = async (ports) => ({ name: (await ports.input({ title: 'Q' })) ?? '' })
    const two: Step<Order> = async (ports, answers) => ask(ports, { ...answers, ...(await ask(ports, answers)) })
    await askInSteps<Order>(counting, [ask, two, (ports) => askInSteps<Order>(ports, [ask, ask], {}), ask], {})
    expect(numbers).toEqual([3, 4, 5, 6, 7, 8])
  })

  test('where something was asked before, the first question leads back there', async () => {
    const ports = { ...scriptedPorts({ input: [BACK] }), askedBefore: 1 }
    await expect(askInSteps<Order>(ports, steps, { size: 'small' })).rejects.toThrow(WentBack)
  })
})
