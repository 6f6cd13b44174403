import { enumeration } from '../definition.ts'

export default enumeration('System.DayOfWeek', 'A day of the week.', {
  Sunday: 0,
  Monday: 1,
  Tuesday: 2,
  Wednesday: 3,
  Thursday: 4,
  Friday: 5,
  Saturday: 6,
})
