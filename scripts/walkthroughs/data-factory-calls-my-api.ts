import { resourceApps } from '../../emulator/local/names.ts'
import { type CallReport, callOperation } from '../../workflows/call.ts'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { secureApi } from '../../workflows/secure.ts'
import { undoChange } from '../../workflows/undo.ts'
import { createTranscript, type Transcript } from './transcript.ts'
import { orders, startWorld, type World } from './world.ts'

/** Only tokens of the own tenant for this very API get in; the caller is told its settings; the result is proved. */
export async function dataFactoryCallsMyApi(): Promise<Transcript> {
  const page = createTranscript('Data Factory calls my API')
  const world = await startWorld()
  try {
    await walk(page, world)
  } finally {
    await world.stop()
  }
  return page
}

async function walk(page: Transcript, { local, connection, root }: World): Promise<void> {
  const { ports } = page
  const { instance } = connection
  const call = async (): Promise<CallReport> => {
    const report = await callOperation({ ports, ...connection, api: 'orders', operation: 'list-orders' })
    if (report === undefined) throw new Error('No call was made.')
    page.say(`> ${report.verdict.message}`)
    return report
  }
  page.say(
    'An API must accept only tokens of chosen Azure identities, checked for all operations, and must not pass them on. The numbers count the decisions of the user; everything else is what the product says. This page is written by `npm run walkthroughs` against the local instance.',
  )
  page.say('## Before')
  page.say('_APIM: Call Protected Operation_, or `policywright call orders list-orders`:')
  await call()

  page.say('## Secure')
  page.say('_APIM: Secure API with Managed Identity_, or `policywright secure`:')
  page.answer(
    'Orders',
    'All operations',
    'validate-jwt',
    'An app registration of this API',
    resourceApps.ordersApi,
    'data-factory + You',
    'Secure',
  )
  const secured = await secureApi({ ports, ...connection, root })
  page.say(`> ${secured.message}`)
  for (const note of [...secured.warnings, ...secured.notes]) page.say(`> ${note}`)

  page.say('## The settings of the caller')
  page.say('_Settings for the Caller…_, or `policywright consumer data-factory-rest orders`:')
  page.answer('Data Factory or Synapse: REST linked service')
  const caller = secured.callers.find(({ name }) => name === 'data-factory')
  const settings = await consumerSettings({ ports, instance: async () => instance, answers: { api: 'orders', caller } })
  if (settings === undefined) throw new Error('There are no settings.')
  page.fence('json', settings.text)
  for (const note of settings.notes) page.say(`> ${note}`)
  page.say(
    '_Write into a File…_, or `policywright consumer data-factory-rest orders --into linkedService/orders.json`, puts them into the linked service in the workspace, after showing the difference.',
  )

  page.say('## Proof')
  page.say('_Call It Now_, or `policywright call orders list-orders`:')
  const report = await call()
  const claims = ['aud', 'iss', 'ver', 'roles'].flatMap((name) => {
    const value = report.token?.claims[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  page.say('The token that was accepted, as far as the policy looks at it:')
  page.fence('json', JSON.stringify(Object.fromEntries(claims), undefined, 2))
  const { token } = await local.identity.issue({ identity: 'data-factory', audience: settings.order.audience })
  const answer = await fetch(`${local.endpoints.gatewayUrl}/orders`, { headers: { authorization: `Bearer ${token}` } })
  page.say(`The Data Factory itself, with its own identity and these settings, is answered ${answer.status}.`)

  page.say('## Undo')
  page.say('_APIM: Undo Secure API_, or `policywright secure orders --undo`, takes it back:')
  page.answer('Remove')
  const undone = await undoChange({ ports, instance, root, change: 'secure', target: orders })
  page.say(`> ${undone.message}`)
  for (const note of undone.notes) page.say(`> ${note}`)
}
