import { randomBytes } from 'node:crypto'

/** The service's keys are 32 hexadecimal digits. */
export const newSubscriptionKey = (): string => randomBytes(16).toString('hex')
