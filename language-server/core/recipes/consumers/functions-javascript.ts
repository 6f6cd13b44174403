import { clientIdNotes, clientIdOf, consumer, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'

/** https://learn.microsoft.com/javascript/api/@azure/identity/managedidentitycredential */
export default consumer({
  name: 'functions-javascript',
  label: 'Functions or App Service: JavaScript',
  settings: (order) => {
    const clientId = clientIdOf(order.identity)
    return {
      language: 'javascript',
      text: [
        "import { ManagedIdentityCredential } from '@azure/identity'",
        '',
        `const credential = new ManagedIdentityCredential(${clientId === undefined ? '' : `{ clientId: '${clientId}' }`})`,
        `const { token } = await credential.getToken('${scopeOf(order)}')`,
        `const response = await fetch('${order.url}', {`,
        '  headers: {',
        "    Authorization: 'Bearer ' + token,",
        ...(order.keyHeader === undefined ? [] : [`    '${order.keyHeader}': process.env.${KEY_VARIABLE},`]),
        '  },',
        '})',
        '',
      ].join('\n'),
      notes: [
        'Needs the package @azure/identity; keep one credential for all calls.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
