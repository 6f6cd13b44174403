import { proveBackEnd } from '../../workflows/prove-back-end.ts'
import type { Transcript } from './transcript.ts'
import { orders, type World } from './world.ts'

/** Calls the back end directly and through the instance, and writes down what came of it. */
export async function prove(page: Transcript, { connection }: World): Promise<void> {
  const proof = await proveBackEnd({ ports: page.ports, ...connection, target: orders, operation: 'list-orders' })
  if (proof === undefined) throw new Error('Nothing was called.')
  page.say(`> ${proof.verdict.message}`)
  if (proof.remedy !== undefined) page.say(`> ${proof.remedy}`)
}
