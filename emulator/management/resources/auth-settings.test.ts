import { createWebSiteManagement } from '@azure/arm-appservice/api'
import { getAuthSettingsV2WithoutSecrets } from '@azure/arm-appservice/api/webApps'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { localNames, resourceApps } from '../../local/names.ts'
import { type EmulatedAzure, startEmulatedAzure } from '../../testing/emulated-azure.ts'

const { resourceGroup: rg, subscriptionId } = localNames

let azure: EmulatedAzure
beforeEach(async () => {
  azure = await startEmulatedAzure()
})
afterEach(() => azure.stop())

test('the authentication settings of the back end are read by the real client', async () => {
  const context = createWebSiteManagement(azure.credential, subscriptionId, {
    httpClient: azure.httpClient,
    credentials: { scopes: ['https://management.azure.com/.default'] },
  })
  const settings = await getAuthSettingsV2WithoutSecrets(context, rg, 'orders-back-end')
  expect(settings.platform?.enabled).toBe(true)
  expect(settings.globalValidation?.unauthenticatedClientAction).toBe('Return401')
  expect(settings.identityProviders?.azureActiveDirectory?.registration?.clientId).toBe(resourceApps.ordersBackEnd)
  expect(
    (await azure.request('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.Web/sites`)).body,
  ).toMatchObject({
    value: [{ name: 'orders-back-end', properties: { defaultHostName: 'orders-back-end.azurewebsites.net' } }],
  })
})
