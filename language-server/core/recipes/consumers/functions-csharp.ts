import { clientIdNotes, clientIdOf, consumer, isNamed, KEY_VARIABLE, keyNotes, scopeOf } from '../consumer.ts'
import { withBlock } from '../file-amendment.ts'

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
  amend(file, order) {
    if (!isNamed(file, '.cs', '.csx')) return undefined
    const clientId = clientIdOf(order.identity)
    const identity =
      clientId === undefined
        ? 'ManagedIdentityId.SystemAssigned'
        : `ManagedIdentityId.FromUserAssignedClientId("${clientId}")`
    const lines = [
      'internal static class ProtectedApi',
      '{',
      `    private static readonly Azure.Core.TokenCredential Credential = new Azure.Identity.ManagedIdentityCredential(Azure.Identity.${identity});`,
      '    private static readonly System.Net.Http.HttpClient Client = new();',
      '',
      '    public static async System.Threading.Tasks.Task<System.Net.Http.HttpResponseMessage> GetAsync(System.Threading.CancellationToken cancellation = default)',
      '    {',
      `        var token = await Credential.GetTokenAsync(new Azure.Core.TokenRequestContext(new[] { "${scopeOf(order)}" }), cancellation);`,
      `        var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, "${order.url}");`,
      '        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token.Token);',
      ...(order.keyHeader === undefined
        ? []
        : [
            `        request.Headers.Add("${order.keyHeader}", System.Environment.GetEnvironmentVariable("${KEY_VARIABLE}"));`,
          ]),
      '        return await Client.SendAsync(request, cancellation);',
      '    }',
      '}',
    ]
    return {
      kind: 'amended',
      text: withBlock(file.text, { comment: '//', lines }),
      notes: [
        'Call ProtectedApi.GetAsync(). Needs the package Azure.Identity, 1.14 or later.',
        ...clientIdNotes(order.identity),
        ...keyNotes(order),
      ],
    }
  },
})
