import { clientIdNotes, clientIdOf, consumer, isNamed, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'
import { withBlock } from '../file-amendment.ts'

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
  amend(file, order) {
    if (!isNamed(file, '.py')) return undefined
    const clientId = clientIdOf(order.identity)
    const lines = [
      ...(order.keyHeader === undefined ? [] : ['import os', '']),
      'import requests',
      'from azure.identity import ManagedIdentityCredential',
      '',
      `_protected_api_credential = ManagedIdentityCredential(${clientId === undefined ? '' : `client_id="${clientId}"`})`,
      '',
      '',
      'def call_protected_api() -> requests.Response:',
      `    token = _protected_api_credential.get_token("${scopeOf(order)}").token`,
      '    return requests.get(',
      `        "${order.url}",`,
      '        headers={',
      '            "Authorization": f"Bearer {token}",',
      ...(order.keyHeader === undefined ? [] : [`            "${order.keyHeader}": os.environ["${KEY_VARIABLE}"],`]),
      '        },',
      '        timeout=30,',
      '    )',
    ]
    return {
      kind: 'amended',
      text: withBlock(file.text, { comment: '#', lines }),
      notes: [
        'Call call_protected_api(). Needs the packages azure-identity and requests.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
