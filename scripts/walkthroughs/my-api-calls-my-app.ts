import { backEndSiteId, resourceApps, serviceId } from '../../emulator/local/names.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { prove } from './prove.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { orders, startWorld, type World } from './world.ts'

/** An instance without an identity and an app that lets in itself alone: both are found, shown and put right. */
export async function myApiCallsMyApp(): Promise<Transcript> {
  const page = createTranscript('My API calls my Function')
  const world = await startWorld()
  try {
    await prepare(world)
    await walk(page, world)
  } finally {
    await world.stop()
  }
  return page
}

const settingsId = `${backEndSiteId}/config/authsettingsV2`

/** How such a job usually begins. */
async function prepare({ local, connection: { instance } }: World): Promise<void> {
  const { management } = local
  await management.send({ method: 'PATCH', path: serviceId, body: { identity: { type: 'None' } } })
  const stored = await instance.getPolicy(orders)
  const text = (stored?.text ?? '').replace(/\s*<!--[^>]*-->\s*<authentication-managed-identity[^>]*>/, '')
  await instance.putPolicy(orders, text, { ifMatch: stored?.etag ?? '*' })
  const { body } = await management.send({ method: 'GET', path: settingsId })
  const { properties } = body as { properties: { identityProviders: { azureActiveDirectory: object } } }
  const entra = properties.identityProviders.azureActiveDirectory
  const validation = { defaultAuthorizationPolicy: { allowedApplications: [resourceApps.ordersBackEnd] } }
  const identityProviders = { azureActiveDirectory: { ...entra, validation } }
  await management.send({ method: 'PUT', path: settingsId, body: { properties: { ...properties, identityProviders } } })
}

async function walk(page: Transcript, world: World): Promise<void> {
  const { connection, root } = world
  const { ports } = page
  page.say(
    'API Management must call its back end, a Function app or another App Service that Microsoft Entra protects, with its own identity, so that no secret is stored anywhere. Here the instance has no identity yet, and the app was set to “Allow requests only from this application itself”. The numbers count the decisions of the user. This page is written by `npm run walkthroughs` against the local instance.',
  )
  page.say('## Before')
  await prove(page, world)

  page.say('## Authenticate')
  page.say('_APIM: Authenticate to Back End with Managed Identity_, or `policywright authenticate orders`:')
  page.answer('Orders', 'All operations', 'Enable', 'Authenticate', 'Change')
  const done = await authenticateBackEnd({ ports, ...connection, root })
  page.say(`> ${done.message}`)
  page.say(`Changed besides the policy: ${done.changed.join('; ')}.`)

  page.say('## Proof')
  page.say('_Prove It Now_, or `policywright authenticate orders --prove list-orders`:')
  await prove(page, world)

  if (done.script !== undefined) {
    page.say('## What somebody else may have to do')
    page.say('Where the application demands an assignment, an administrator runs this; the ids are filled in.')
    page.fence('sh', done.script)
  }
}
