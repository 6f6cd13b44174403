/**
 * Errors in published documents that are the documents' own, judged one by one: the service would refuse each of them.
 * A finding that is not listed here fails the test, and so does an entry that no longer finds anything.
 */
export interface Reviewed {
  /** Repository and path as the corpus names them; `*` at the end stands for any rest. */
  readonly path: string
  readonly rules: readonly string[]
  /** Why the document is wrong, in our words. */
  readonly reason: string
}

const toolkit = 'Azure+azure-api-management-policy-toolkit/test/'
const reference = 'calvinchengx+azure-apim-emulator/third_party/microsoft/policy-reference/'

export const reviewed: readonly Reviewed[] = [
  {
    path: 'Azure+api-management-policy-snippets/examples/Pre-authorize requests based on HTTP method with validate-jwt.policy.xml',
    rules: ['expression-syntax'],
    reason:
      'A formatter has put quotes into C# string literals, which no longer compile; an earlier version had them right.',
  },
  {
    path: 'Azure+azure-api-management-devops-resource-kit/tests/ArmTemplates.Tests/Moqs/ApiClients/MockPolicyClient.cs.L20.xml',
    rules: ['unexpected-text'],
    reason: 'A stand-in of a unit test: <policies> holds a sentence instead of sections.',
  },
  ...['AzureOpenAiTokenLimitTests.cs.*', 'LlmTokenLimitTests.cs.*'].map((file) => ({
    path: `${toolkit}Test.Core/Compiling/${file}`,
    rules: ['unknown-attribute'],
    reason:
      'The compiler under test writes estimate-prompt-token without its final s; documentation and schema have estimate-prompt-tokens.',
  })),
  ...['azure-openai-token-limit.xml', 'llm-token-limit.xml'].map((file) => ({
    path: `${toolkit}Test.Decompiling/TestData/${file}`,
    rules: ['unknown-attribute'],
    reason: 'As the compiler of the same toolkit writes it: estimate-prompt-token without its final s.',
  })),
  {
    path: `${toolkit}Test.Core/Compiling/CacheLookupTests.cs.L101.xml`,
    rules: ['invalid-value'],
    reason:
      'downstream-caching-type is given a word that documentation and schema do not know; the test only looks at the mapping.',
  },
  {
    path: `${toolkit}Test.Core/Compiling/DocumentTypeTests.cs.L86.xml`,
    rules: ['base-misuse'],
    reason: 'A fragment with <base />, which the documentation of fragments excludes.',
  },
  {
    path: `${toolkit}Test.Core/Compiling/InlinePolicyTests.cs.L39.xml`,
    rules: ['unknown-policy'],
    reason: 'The test puts an invented element into the sections to show that inline XML is kept.',
  },
  ...[
    'Test.Core/Compiling/InvokeDarpBindingTests.cs.*',
    'Test.Core/Compiling/PublishToDarpTests.cs.*',
    'Test.Decompiling/TestData/invoke-darp-binding.xml',
    'Test.Decompiling/TestData/publish-to-darp.xml',
  ].map((file) => ({
    path: toolkit + file,
    rules: ['unknown-policy'],
    reason: 'The toolkit misspells dapr in the element name; the service has no such policy.',
  })),
  {
    path: `${toolkit}Test.Core/Compiling/LlmContentSafetyTests.cs.*`,
    rules: ['invalid-value', 'unknown-element'],
    reason: 'Invented categories and output types, and block-lists where documentation and schema have blocklists.',
  },
  {
    path: `${toolkit}Test.Core/Compiling/SetBackendServiceTests.cs.*`,
    rules: ['missing-attribute'],
    reason: 'The Dapr form without its method or its application, both of which the documentation requires.',
  },
  {
    path: `${toolkit}Test.Core/Compiling/ValidateStatusCodeTests.cs.*`,
    rules: ['invalid-value', 'unknown-attribute'],
    reason:
      'An action that does not exist, and error-variable-name where documentation and schema have errors-variable-name.',
  },
  {
    path: `${toolkit}Test.Decompiling/TestData/validate-status-code.xml`,
    rules: ['unknown-attribute'],
    reason: 'error-variable-name where documentation and schema have errors-variable-name.',
  },
  ...['forward-request.xml', 'set-backend-service.xml'].map((file) => ({
    path: `${toolkit}Test.Decompiling/TestData/${file}`,
    rules: ['single-backend-policy'],
    reason: 'backend holds <base /> and a policy beside it; the service refuses more than one policy there.',
  })),
  ...['inference-api-policy.xml', 'inference-api-policy-with-retry-tracked.xml'].map((file) => ({
    path: `Azure-Samples+Apim-Samples/samples/inference-failover/apim-policies/${file}`,
    rules: ['invalid-value', 'expression-unknown-name'],
    reason:
      "A word in capitals stands for the number of retries, which the sample's notebook fills in before it publishes.",
  })),
  {
    path: 'calvinchengx+azure-apim-emulator/docs/07-policy-and-expressions.md.L8.xml',
    rules: ['single-backend-policy'],
    reason: 'backend holds <base /> and a policy beside it; the service refuses more than one policy there.',
  },
  ...[
    'cache-lookup-policy.md.L87.xml',
    'cosmosdb-data-source-policy.md.L28.xml',
    'sql-data-source-policy.md.L25.xml',
  ].map((file) => ({
    path: reference + file,
    rules: ['invalid-value', 'attribute-group', 'missing-child', 'unexpected-text', 'missing-attribute'],
    reason: 'The syntax page of a policy: alternatives, words and dots stand where values and policies belong.',
  })),
  ...['limit-concurrency-policy.md.L52.xml', 'publish-event-policy.md.L22.xml'].map((file) => ({
    path: reference + file,
    rules: ['unexpected-text', 'missing-child'],
    reason: 'An abridged sample of the documentation, with dots for what is left out.',
  })),
  {
    path: `${reference}http-data-source-policy.md.L198.xml`,
    rules: ['expression-syntax'],
    reason: 'A semicolon is missing behind a statement.',
  },
  {
    path: 'nickromney+apim-simulator/examples/oidc/keycloak.json.L74.xml',
    rules: ['unknown-attribute'],
    reason: 'rate-limit with an attribute that only this simulator knows.',
  },
  {
    path: 'nickromney+apim-simulator/tests/fixtures/apim_samples/cache-value-lifecycle/policy.xml',
    rules: ['invalid-value'],
    reason: "A condition in the simulator's own language, which is no C# expression.",
  },
  ...['DELETE a from to blobStorage account.xml', 'PUT a file to blobStorage account.xml'].map((file) => ({
    path: `Azure+api-management-policy-snippets/examples/${file}`,
    rules: ['expression-unknown-member'],
    reason: 'MatchedParameters("x") calls a dictionary like a method; C# refuses it.',
  })),
  {
    path: 'Azure+api-management-policy-snippets/examples/Return a blob URL signed with a user delegation SAS token.xml',
    rules: ['expression-wrong-arguments'],
    reason: 'AddSeconds is given a text; C# refuses it.',
  },
  ...['AzureOpenAiTokenLimitTests.cs.*', 'LlmTokenLimitTests.cs.*'].map((file) => ({
    path: `${toolkit}Test.Core/Compiling/${file}`,
    rules: ['expression-unknown-member'],
    reason: 'A name is looked for among the groups of a user, which are objects with a name; C# refuses it.',
  })),
  ...['GetAuthorizationContextTests.cs.*', 'ValidateJwtTests.cs.L153.xml'].map((file) => ({
    path: `${toolkit}Test.Core/Compiling/${file}`,
    rules: ['expression-return-type'],
    reason:
      'A context variable as it is, or an array, where a text is wanted: what the test looks at is only that the code is copied.',
  })),
  ...['FindAndReplaceTests.cs.L112.xml', 'JsonPTests.cs.L40.xml'].map((file) => ({
    path: `${toolkit}Test.Core/Compiling/${file}`,
    rules: ['expression-unknown-member'],
    reason: 'The test uses context.User.Name, which neither the documentation nor the toolkit itself has.',
  })),
]
