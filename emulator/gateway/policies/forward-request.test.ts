import { expect, test } from 'vitest'
import { HeaderList } from '../pipeline/header-list.ts'
import type { ForwardOptions } from '../ports.ts'
import { tryPolicy } from '../try-policy.ts'

const trial = (attributes: string, status = 200) => {
  const asked: ForwardOptions[] = []
  const tried = tryPolicy({
    policy: `<forward-request ${attributes} />`,
    section: 'backend',
    ports: {
      forward: async (_exchange, options) => {
        asked.push(options)
        return { status, reason: '', headers: new HeaderList(), body: undefined }
      },
    },
  })
  return { tried, asked }
}

test.each([
  { attributes: '', timeout: 300_000 },
  { attributes: 'timeout="20"', timeout: 20_000 },
  { attributes: 'timeout-ms="20"', timeout: 20 },
])('timeout of "$attributes"', async ({ attributes, timeout }) => {
  const { tried, asked } = trial(attributes)
  expect((await tried).exchange.response?.status).toBe(200)
  expect(asked).toEqual([{ timeout }])
})

test('fail-on-error-status-code', async () => {
  await expect(trial('fail-on-error-status-code="true"', 404).tried).rejects.toMatchObject({ details: { status: 404 } })
  expect((await trial('', 404).tried).exchange.response?.status).toBe(404)
})

test.each(['follow-redirects="true"', 'http-version="2"'])('%s is not run silently', async (attributes) => {
  await expect(trial(attributes).tried).rejects.toMatchObject({ details: { reason: 'PolicyNotRunnable' } })
})
