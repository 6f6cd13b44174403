import { expect, test } from 'vitest'
import { mapBounded } from './bounded.ts'

test('results keep their order, and no more run at a time than allowed', async () => {
  let running = 0
  let most = 0
  const ends: (() => void)[] = []
  const work = async (item: number): Promise<number> => {
    most = Math.max(most, ++running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running--
    return item * 2
  }
  const all = mapBounded([1, 2, 3, 4, 5], 2, work)
  while (ends.length > 0) {
    ends.pop()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await all).toEqual([2, 4, 6, 8, 10])
  expect(most).toBe(2)
})

test('a failure stops what has not begun', async () => {
  const begun: number[] = []
  const work = async (item: number): Promise<void> => {
    begun.push(item)
    if (item === 2) throw new Error('no')
  }
  await expect(mapBounded([1, 2, 3, 4, 5, 6], 1, work)).rejects.toThrow('no')
  expect(begun).toEqual([1, 2])
  expect(await mapBounded([], 3, work)).toEqual([])
})
