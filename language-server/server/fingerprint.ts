import { createHash } from 'node:crypto'

/** The hash that baselines are written with: cli/checking/fingerprint.ts. */
export const fingerprint = (told: string): string => createHash('sha256').update(told).digest('hex').slice(0, 20)
