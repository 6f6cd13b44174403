import { clientIdNotes, clientIdOf, consumer, isNamed, KEY_VARIABLE, keyNotes } from '../consumer.ts'
import { withBlock } from '../file-amendment.ts'

/** https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
export default consumer({
  name: 'app-service-endpoint',
  label: 'Functions or App Service: without a library',
  settings: (order) => {
    const clientId = clientIdOf(order.identity)
    const query = `resource=${encodeURIComponent(order.audience)}&api-version=2019-08-01${clientId === undefined ? '' : `&client_id=${clientId}`}`
    return {
      language: 'shellscript',
      text: [
        `TOKEN=$(curl --silent --header "X-IDENTITY-HEADER: $IDENTITY_HEADER" "$IDENTITY_ENDPOINT?${query}" | jq --raw-output .access_token)`,
        `curl --header "Authorization: Bearer $TOKEN"${order.keyHeader === undefined ? '' : ` --header "${order.keyHeader}: $${KEY_VARIABLE}"`} '${order.url}'`,
        '',
      ].join('\n'),
      notes: [
        'IDENTITY_ENDPOINT and IDENTITY_HEADER are set by the platform once the app has an identity.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
  amend(file, order) {
    if (!isNamed(file, '.sh')) return undefined
    const { text, notes } = this.settings(order)
    return { kind: 'amended', text: withBlock(file.text, { comment: '#', lines: text.trimEnd().split('\n') }), notes }
  },
})
