/**
 * Published expressions that the C# compiler refuses too (npm run oracle -- --corpus): each was looked at, and none counts as a valid one
 * that is complained about. Errors of C# in other places of the corpus fail the test, and so does an entry without one.
 */
export interface Rejected {
  /** Repository and path as the corpus names them; `*` at the end stands for any rest. */
  readonly path: string
  readonly codes: readonly string[]
  /** Why it does not compile, in our words. */
  readonly reason: string
}

const snippets = 'Azure+api-management-policy-snippets/examples/'
const toolkit = 'Azure+azure-api-management-policy-toolkit/test/Test.Core/Compiling/'
const infra = 'pagopa+pagopa-infra/src/domains/'
const quotes = 'A formatter has doubled the quotes inside string literals.'
const placeholder = "A word of the pipeline's templates stands where its value belongs, and is no variable of C#."

export const rejected: readonly Rejected[] = [
  ...[
    'Call out to an HTTP endpoint and cache the response.policy.xml',
    'Loopback request for service at same API Management service.xml',
    'Pre-authorize requests based on HTTP method with validate-jwt.policy.xml',
  ].map((file) => ({ path: snippets + file, codes: ['CS1003'], reason: quotes })),
  ...['DELETE a from to blobStorage account.xml', 'PUT a file to blobStorage account.xml'].map((file) => ({
    path: snippets + file,
    codes: ['CS1955'],
    reason: 'MatchedParameters, a dictionary, is called like a method.',
  })),
  {
    path: `${snippets}Return a blob URL signed with a user delegation SAS token.xml`,
    codes: ['CS1503'],
    reason: 'A text is handed to AddSeconds, which takes a number.',
  },
  ...['AzureOpenAiTokenLimitTests.cs.*', 'LlmTokenLimitTests.cs.*'].map((file) => ({
    path: toolkit + file,
    codes: ['CS1929'],
    reason: 'A name is looked for among the groups of a user, which are objects with a name.',
  })),
  ...['FindAndReplaceTests.cs.*', 'JsonPTests.cs.*'].map((file) => ({
    path: toolkit + file,
    codes: ['CS1061'],
    reason: 'A user has a first and a last name, but no name.',
  })),
  {
    path: 'Azure-Samples+Apim-Samples/samples/inference-failover/apim-policies/*',
    codes: ['CS0103'],
    reason: "A word in capitals stands for the number of retries, which the sample's notebook fills in.",
  },
  { path: `${infra}*`, codes: ['CS0103', 'CS1056'], reason: placeholder },
  {
    path: 'calvinchengx+azure-apim-emulator/third_party/microsoft/policy-reference/http-data-source-policy.md.*',
    codes: ['CS1002'],
    reason: 'A semicolon is missing behind a statement.',
  },
]
