import { expect, test } from 'vitest'
import { WentBack } from '../workflows/ports.ts'
import { type TerminalPortsOptions, terminalPorts } from './terminal-ports.ts'

function ports(options: Partial<TerminalPortsOptions> & { readonly answers?: readonly string[] } = {}) {
  const answers = [...(options.answers ?? [])]
  const written: string[] = []
  const terminal = {
    cwd: '/',
    out: () => {
      throw new Error('questions and previews belong to standard error')
    },
    err: (text: string) => void written.push(text),
    readInput: async () => '',
  }
  return {
    written,
    ...terminalPorts({
      terminal,
      consent: 'ask',
      output: 'text',
      interactive: options.answers !== undefined,
      readLine: async () => answers.shift() ?? '',
      ...options,
    }),
  }
}

const question = {
  title: 'Which?',
  choices: [
    { label: 'A', value: 1 },
    { label: 'B', value: 2 },
  ],
}
const change = { title: 'Push?', action: 'Push' }
const grave = { ...change, weight: 'grave' as const }

test('somebody chooses, agrees and types', async () => {
  expect(await ports({ answers: ['x', '9', '2'] }).choose(question)).toBe(2)
  expect(await ports({ answers: [''] }).choose(question)).toBeUndefined()
  expect(await ports({ answers: ['yes'] }).confirm(change)).toBe(true)
  expect(await ports({ answers: ['n'] }).confirm(change)).toBe(false)
  expect(
    await ports({ answers: ['bad', 'good'] }).input({
      title: 'T',
      validate: (text) => (text === 'bad' ? 'No.' : undefined),
    }),
  ).toBe('good')
  expect(await ports({ answers: [''] }).input({ title: 'T', value: 'kept' })).toBe('kept')
})

test('nobody there: what would be asked is an option that is missing', async () => {
  await expect(ports().choose(question)).rejects.toThrow(/"Which\?" must be decided \(A, B\)/)
  await expect(ports().confirm(change)).rejects.toThrow(/give --yes/)
  await expect(ports().input({ title: 'T' })).rejects.toThrow(/"T" must be given.*which --help names/)
  await expect(ports().input({ title: 'T', option: '--t NAME' })).rejects.toThrow(/"T" must be given.*give --t NAME\.$/)
})

test('--yes agrees to previews, and never to losing something', async () => {
  expect(await ports({ consent: 'given' }).confirm(change)).toBe(true)
  expect(await ports({ consent: 'given' }).confirm(grave)).toBe(false)
  expect(await ports({ consent: 'given', answers: ['y'] }).confirm(grave)).toBe(true)
})

test('nobody there: a conflict stops', async () => {
  const conflict = {
    title: 'It changed',
    choices: [
      { label: 'Stop', value: 'stop' },
      { label: 'Overwrite', value: 'overwrite' },
    ],
  }
  expect(await ports({ consent: 'given' }).choose(conflict)).toBe('stop')
})

test('secrets are not typed into a terminal', async () => {
  await expect(ports({ answers: ['x'] }).input({ title: 'T', kind: 'secret' })).rejects.toThrow(/environment variable/)
})

test('a diff is shown without layout', async () => {
  const shown = ports()
  const page = (right: string) => ({
    kind: 'diff' as const,
    title: 'T',
    left: { label: 'L', text: 'a\nb' },
    right: { label: 'R', text: right },
  })
  await shown.show(page('a\nc'))
  await shown.show(page('  a\n  b'))
  expect(shown.written).toEqual(['--- L\n+++ R\n  a\n- b\n+ c\n', '--- L\n+++ R\n(they differ in layout only)\n'])
})

test('those that hold now are marked, and stay when nothing is typed', async () => {
  const callers = { title: 'Who?', choices: [...question.choices, { label: 'C', value: 3, ticked: true }] }
  const asked = ports({ answers: [''] })
  expect(await asked.chooseMany(callers)).toEqual([3])
  expect(asked.written.join('')).toContain('* 3  C')
  expect(await ports({ answers: ['-'] }).chooseMany(callers)).toEqual([])
  expect(await ports({ answers: ['4', '1,2'] }).chooseMany(callers)).toEqual([1, 2])
  expect(await ports({ answers: [''] }).chooseMany(question)).toBeUndefined()
})

test('nothing is an answer where a question takes it for one', async () => {
  const roles = { title: 'Roles', value: 'A', validate: () => undefined }
  expect(await ports({ answers: [''] }).input(roles)).toBe('A')
  expect(await ports({ answers: ['-'] }).input(roles)).toBe('')
  expect(await ports({ answers: [''] }).input({ ...roles, value: '' })).toBe('')
  expect(await ports({ answers: [''] }).input({ title: 'Name' })).toBeUndefined()
})

test('< goes back where there is a way, and is an answer like any other where there is none', async () => {
  const back = { number: 2, way: 'back' } as const
  await expect(ports({ answers: ['<'] }).choose({ ...question, step: back })).rejects.toThrow(WentBack)
  await expect(ports({ answers: ['<'] }).input({ title: 'T', step: back })).rejects.toThrow(WentBack)
  await expect(ports({ answers: ['<'] }).confirm({ title: 'T', action: 'Do', step: back })).rejects.toThrow(WentBack)
  expect(await ports({ answers: ['<'] }).confirm({ title: 'T', action: 'Do' })).toBe(false)
  expect(await ports({ answers: ['<'] }).input({ title: 'T', step: { number: 1, way: 'first' } })).toBe('<')
})
