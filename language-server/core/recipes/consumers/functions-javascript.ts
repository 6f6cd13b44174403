import { clientIdNotes, clientIdOf, consumer, isNamed, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'
import { withBlock } from '../file-amendment.ts'

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
  amend(file, order) {
    if (!isNamed(file, '.js', '.mjs', '.cjs', '.ts', '.mts')) return undefined
    const clientId = clientIdOf(order.identity)
    const isModule =
      isNamed(file, '.mjs', '.ts', '.mts') ||
      (!isNamed(file, '.cjs') && !/\brequire\(|\bmodule\.exports\b/.test(file.text))
    const lines = [
      isModule
        ? "import { ManagedIdentityCredential } from '@azure/identity'"
        : "const { ManagedIdentityCredential } = require('@azure/identity')",
      '',
      `const protectedApiCredential = new ManagedIdentityCredential(${clientId === undefined ? '' : `{ clientId: '${clientId}' }`})`,
      '',
      `${isModule ? 'export ' : ''}async function callProtectedApi() {`,
      `  const { token } = await protectedApiCredential.getToken('${scopeOf(order)}')`,
      `  return fetch('${order.url}', {`,
      '    headers: {',
      "      Authorization: 'Bearer ' + token,",
      ...(order.keyHeader === undefined ? [] : [`      '${order.keyHeader}': process.env.${KEY_VARIABLE} ?? '',`]),
      '    },',
      '  })',
      '}',
    ]
    return {
      kind: 'amended',
      text: withBlock(file.text, { comment: '//', lines }),
      notes: [
        'Call callProtectedApi(). Needs the package @azure/identity.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
