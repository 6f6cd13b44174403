import type { ConsumerOrder } from './consumer.ts'

/** The subscription key of a REST linked service, out of a Key Vault: https://learn.microsoft.com/azure/data-factory/connector-rest */
export const restKey = ({ keyHeader }: ConsumerOrder): object =>
  keyHeader === undefined
    ? {}
    : {
        authHeaders: {
          [keyHeader]: {
            type: 'AzureKeyVaultSecret',
            store: { referenceName: 'KeyVault', type: 'LinkedServiceReference' },
            secretName: 'apim-subscription-key',
          },
        },
      }

export const restKeyNotes = ({ keyHeader }: ConsumerOrder): readonly string[] =>
  keyHeader === undefined
    ? []
    : [
        `The API asks for a subscription key too: keep it as the secret apim-subscription-key of a Key Vault with the linked service KeyVault; it is sent as ${keyHeader}.`,
      ]
