import { clientIdNotes, clientIdOf, consumer, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'

/** https://learn.microsoft.com/python/api/azure-identity/azure.identity.managedidentitycredential */
export default consumer({
  name: 'functions-python',
  label: 'Functions or App Service: Python',
  settings: (order) => {
    const clientId = clientIdOf(order.identity)
    return {
      language: 'python',
      text: [
        ...(order.keyHeader === undefined ? [] : ['import os', '']),
        'import requests',
        'from azure.identity import ManagedIdentityCredential',
        '',
        `credential = ManagedIdentityCredential(${clientId === undefined ? '' : `client_id="${clientId}"`})`,
        `token = credential.get_token("${scopeOf(order)}").token`,
        'response = requests.get(',
        `    "${order.url}",`,
        '    headers={',
        '        "Authorization": f"Bearer {token}",',
        ...(order.keyHeader === undefined ? [] : [`        "${order.keyHeader}": os.environ["${KEY_VARIABLE}"],`]),
        '    },',
        '    timeout=30,',
        ')',
        '',
      ].join('\n'),
      notes: [
        'Needs the packages azure-identity and requests; keep one credential for all calls.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
