import { clientIdNotes, clientIdOf, consumer, isNamed, KEY_VARIABLE, keyNotes } from '../consumer.ts'
import { withBlock } from '../file-amendment.ts'

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
export default consumer({
  name: 'virtual-machine',
  label: 'Virtual machine or AKS node',
  settings: (order) => {
    const clientId = clientIdOf(order.identity)
    const query = `api-version=2018-02-01&resource=${encodeURIComponent(order.audience)}${clientId === undefined ? '' : `&client_id=${clientId}`}`
    return {
      language: 'shellscript',
      text: [
        `TOKEN=$(curl --silent --noproxy '*' --header 'Metadata: true' 'http://169.254.169.254/metadata/identity/oauth2/token?${query}' | jq --raw-output .access_token)`,
        `curl --header "Authorization: Bearer $TOKEN"${order.keyHeader === undefined ? '' : ` --header "${order.keyHeader}: $${KEY_VARIABLE}"`} '${order.url}'`,
        '',
      ].join('\n'),
      notes: [
        'The address answers on the machine itself only. A pod with a workload identity of its own uses the code for Functions with WorkloadIdentityCredential instead.',
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
