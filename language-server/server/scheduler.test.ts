import { expect, it } from 'vitest'
import { fakeTimers } from './fake-timers.ts'
import { createScheduler } from './scheduler.ts'

it('runs at once while runs are quick', () => {
  const clock = fakeTimers()
  const ran: string[] = []
  const scheduler = createScheduler((key) => ran.push(key), clock.timers)
  scheduler.request('a')
  scheduler.request('a')
  scheduler.request('b')
  clock.advance(0)
  expect(ran).toEqual(['a', 'b'])
})

/** A scheduler whose runs take so many milliseconds, one after the other, and what it ran at. */
function runsTaking(...costs: number[]) {
  const clock = fakeTimers()
  const ran: number[] = []
  const scheduler = createScheduler(() => {
    ran.push(clock.timers.now())
    clock.advance(costs[ran.length - 1] ?? 0)
  }, clock.timers)
  for (let run = 0; run < costs.length; run++) {
    scheduler.request('a')
    clock.advance(0)
  }
  return { clock, ran, scheduler }
}

it('waits after three slow runs, once, for the latest request, twice as long as the quickest of them took', () => {
  const { clock, ran, scheduler } = runsTaking(300, 100, 120)
  expect(ran).toEqual([0, 300, 400])
  scheduler.request('a')
  clock.advance(150)
  scheduler.request('a')
  clock.advance(199)
  expect(ran).toHaveLength(3)
  clock.advance(1)
  expect(ran.slice(3)).toEqual([520 + 350])
})

it('does not wait because of a hiccup', () => {
  const { clock, ran, scheduler } = runsTaking(700, 5, 90, 100)
  scheduler.request('a')
  clock.advance(0)
  expect(ran).toHaveLength(5)
})

it('forgets what is cancelled', () => {
  const clock = fakeTimers()
  const ran: string[] = []
  const scheduler = createScheduler((key) => ran.push(key), clock.timers)
  scheduler.request('a')
  scheduler.request('b')
  scheduler.cancel('a')
  clock.advance(0)
  expect(ran).toEqual(['b'])
  scheduler.request('b')
  scheduler.dispose()
  clock.advance(1000)
  expect(ran).toEqual(['b'])
})
