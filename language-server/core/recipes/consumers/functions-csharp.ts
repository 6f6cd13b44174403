import { clientIdNotes, clientIdOf, consumer, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'

/** https://learn.microsoft.com/dotnet/api/azure.identity.managedidentitycredential */
export default consumer({
  name: 'functions-csharp',
  label: 'Functions or App Service: C#',
  settings: (order) => {
    const clientId = clientIdOf(order.identity)
    const identity =
      clientId === undefined
        ? 'ManagedIdentityId.SystemAssigned'
        : `ManagedIdentityId.FromUserAssignedClientId("${clientId}")`
    return {
      language: 'csharp',
      text: [
        'using System.Net.Http.Headers;',
        'using Azure.Core;',
        'using Azure.Identity;',
        '',
        `var credential = new ManagedIdentityCredential(${identity});`,
        `var token = await credential.GetTokenAsync(new TokenRequestContext(new[] { "${scopeOf(order)}" }), default);`,
        `var request = new HttpRequestMessage(HttpMethod.Get, "${order.url}");`,
        'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);',
        ...(order.keyHeader === undefined
          ? []
          : [`request.Headers.Add("${order.keyHeader}", Environment.GetEnvironmentVariable("${KEY_VARIABLE}"));`]),
        'using var client = new HttpClient();',
        'using var response = await client.SendAsync(request);',
        '',
      ].join('\n'),
      notes: [
        'Needs the package Azure.Identity, 1.14 or later; keep one credential and one HttpClient for all calls.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
