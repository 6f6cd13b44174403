import { resourceApps } from '../../emulator/local/names.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { prove } from './prove.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { orders, startTwoInstances, type World } from './world.ts'

/** The back end is an API of another instance, open to everybody: it ends up open to the identity of this instance alone. */
export async function myApiCallsAnotherInstance(): Promise<Transcript> {
  const page = createTranscript('My API calls an API of another instance')
  const world = await startTwoInstances()
  try {
    await prepare(world)
    await walk(page, world)
  } finally {
    await world.stop()
  }
  return page
}

async function prepare({ connection: { instance } }: World): Promise<void> {
  const stored = await instance.getPolicy(orders)
  const text = (stored?.text ?? '')
    .replace(/\s*<!--[^>]*-->\s*<authentication-managed-identity[^>]*>/, '')
    .replace(
      /<set-backend-service[^>]*>/,
      '<set-backend-service base-url="https://policywright-second.azure-api.net/orders" />',
    )
  await instance.putPolicy(orders, text, { ifMatch: stored?.etag ?? '*' })
}

async function walk(page: Transcript, world: World): Promise<void> {
  const { connection, root } = world
  const { ports } = page
  page.say(
    'An API of one API Management instance has an API of another one as its back end. The first must call with its identity, and the second must let that identity in alone. The numbers count the decisions of the user. This page is written by `npm run walkthroughs` against two local instances (`policywright local --with-back-end-instance`).',
  )
  page.say('## Before')
  await prove(page, world)

  page.say('## Authenticate')
  page.say('_APIM: Authenticate to Back End with Managed Identity_, or `policywright authenticate orders`:')
  page.answer('Orders', 'All operations', resourceApps.ordersApi, 'Authenticate', 'Secure')
  const done = await authenticateBackEnd({ ports, ...connection, root })
  page.say(`> ${done.message}`)
  page.say(`Changed besides the policy: ${done.changed.join('; ')}.`)

  page.say('## Proof')
  page.say('_Prove It Now_, or `policywright authenticate orders --prove list-orders`:')
  await prove(page, world)
}
