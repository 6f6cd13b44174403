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

it('waits after a slow run, once, for the latest request', () => {
  const clock = fakeTimers()
  const ran: number[] = []
  const scheduler = createScheduler(() => {
    ran.push(clock.timers.now())
    clock.advance(100)
  }, clock.timers)
  scheduler.request('a')
  clock.advance(0)
  expect(ran).toEqual([0])
  scheduler.request('a')
  clock.advance(150)
  scheduler.request('a')
  clock.advance(150)
  expect(ran).toEqual([0])
  clock.advance(50)
  expect(ran).toEqual([0, 450])
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
