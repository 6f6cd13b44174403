import { type Families, inbound, variable } from './refused.ts'

/** C# that does not compile, is not supported, or does not give what is wanted. */
export const expressions: Families = {
  'expression return type is not allowed, or no expression may stand there': [
    {
      what: 'an expression for a count that is literal',
      text: inbound('<rate-limit calls="@(10)" renewal-period="60" />'),
      rule: 'expression-not-allowed',
      element: 'rate-limit',
      options: { scope: 'product' },
    },
    {
      what: 'the id of a fragment',
      text: inbound('<include-fragment fragment-id="@("auth")" />'),
      rule: 'expression-not-allowed',
      element: 'include-fragment',
    },
    {
      what: 'the client id of a managed identity',
      text: inbound('<authentication-managed-identity resource="https://vault.azure.net" client-id="@("id")" />'),
      rule: 'expression-not-allowed',
      element: 'authentication-managed-identity',
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/103071
    {
      what: 'the status of a mocked response',
      text: inbound('<mock-response status-code="@(200)" content-type="application/json" />'),
      rule: 'expression-not-allowed',
      element: 'mock-response',
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/112150
    {
      what: 'the id of a caller',
      text: inbound(
        '<validate-azure-ad-token tenant-id="{{tenant}}"><client-application-ids><application-id>@("a")</application-id></client-application-ids></validate-azure-ad-token>',
      ),
      rule: 'expression-not-allowed',
      element: 'application-id',
      options: { resources: { namedValues: [{ name: 'tenant', displayName: 'tenant' }] } },
    },
    ...['int.Parse("5")', 'context.Request.Method'].map((code) => ({
      what: `${code} where a long is needed`,
      text: inbound(
        `<llm-token-limit counter-key="all" token-quota="@(${code})" token-quota-period="Daily" estimate-prompt-tokens="false" />`,
      ),
      rule: 'expression-return-type',
      element: 'llm-token-limit',
    })),
    ...['new List<string>()', 'context.Request.Headers', 'context.Request.Body', 'context.Variables["a"]'].map(
      (code) => ({
        what: `${code}, which no variable can hold`,
        text: variable(`@(${code})`),
        rule: 'expression-return-type',
        element: 'set-variable',
      }),
    ),
    ...['context.Variables["a"]', '"5"', 'context.Product?.SubscriptionsLimit'].map((code) => ({
      what: `${code} where a whole number is needed`,
      text: inbound(`<return-response><set-status code="@(${code})" reason="a" /></return-response>`),
      rule: 'expression-return-type',
      element: 'set-status',
    })),
    {
      what: 'a truth value that may be null',
      text: inbound(
        '<choose><when condition="@(context.Product?.SubscriptionRequired)"><set-method>GET</set-method></when></choose>',
      ),
      rule: 'expression-return-type',
      element: 'when',
    },
    {
      what: 'a child of the policy that holds the object',
      text: inbound(
        '<set-header name="a" exists-action="override"><value>@(context.Variables["a"])</value></set-header>',
      ),
      rule: 'expression-return-type',
      element: 'set-header',
    },
    {
      what: 'an object where a URL is needed',
      text: inbound('<set-backend-service base-url="@(context.Variables["url"])" />'),
      rule: 'expression-return-type',
      element: 'set-backend-service',
    },
    {
      what: 'the body itself for the text of the body',
      text: inbound('<set-body>@(context.Request.Body)</set-body>'),
      rule: 'expression-return-type',
      element: 'set-body',
    },
    {
      what: 'a text where a truth value is needed',
      text: inbound('<choose><when condition="@("yes")"><set-method>GET</set-method></when></choose>'),
      rule: 'expression-return-type',
      element: 'when',
    },
  ],
  'expected a brace': [
    {
      what: 'if without braces',
      text: variable('@{ if (context.Request.Method == "GET") return 1; return 2; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
    {
      what: 'else without braces',
      text: variable('@{ if (context.Request.Method == "GET") { return 1; } else return 2; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
    {
      what: 'foreach without braces',
      text: variable('@{ var all = ""; foreach (var key in context.Request.Headers.Keys) all += key; return all; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
  ],
  'usage of this type or member is not supported within expressions': [
    ...[
      'System.Globalization.CultureInfo.InvariantCulture.Name',
      'System.Globalization.CultureInfo.CurrentCulture.TextInfo.ToTitleCase("a")',
      'System.Text.Json.JsonSerializer.Serialize("a")',
      'new System.Net.Http.HttpClient().ToString()',
      'System.IO.File.ReadAllText("a")',
      'Environment.MachineName',
      'System.Threading.Tasks.Task.Delay(1).ToString()',
      'System.Diagnostics.Process.GetCurrentProcess().Id',
      'System.Reflection.Assembly.GetExecutingAssembly().FullName',
    ].map((code) => ({
      what: code,
      text: variable(`@(${code})`),
      rule: 'expression-not-supported',
      element: 'set-variable',
    })),
  ],
  'C# that does not compile': [
    {
      what: 'a quote too few',
      text: variable('@("a + 1)'),
      rule: 'syntax-unterminated-expression',
    },
    // https://github.com/Azure/azure-api-management-devops-resource-kit/issues/350
    {
      what: 'a line break that a named value brings into a string',
      text: inbound(
        '<choose><when condition="@("{{is-live}}" == "true")"><set-method>GET</set-method></when></choose>',
      ),
      rule: 'expression-syntax',
      element: 'when',
      options: { resources: { namedValues: [{ name: 'is-live', displayName: 'is-live', value: 'true\n' }] } },
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/24190
    {
      what: 'single quotes in the condition of a policy',
      text: inbound(
        `<set-backend-service backend-id="a" sf-resolve-condition="@(context.LastError?.Reason == 'BackendConnectionFailure')" />`,
      ),
      rule: 'expression-syntax',
      element: 'set-backend-service',
    },
    {
      what: 'single quotes',
      text: variable("@(context.Request.Method == 'GET')"),
      rule: 'expression-syntax',
      element: 'set-variable',
    },
    {
      what: 'a missing semicolon',
      text: variable('@{ var a = 1 return a; }'),
      rule: 'expression-syntax',
      element: 'set-variable',
    },
    {
      what: 'a path without return',
      text: variable('@{ var a = 1; }'),
      rule: 'expression-flow',
      element: 'set-variable',
    },
    {
      what: 'a member that is not there',
      text: variable('@(context.Request.Path)'),
      rule: 'expression-unknown-member',
      element: 'set-variable',
    },
    {
      what: 'a name that is not there',
      text: variable('@(request.Method)'),
      rule: 'expression-unknown-name',
      element: 'set-variable',
    },
    {
      what: 'an argument too many',
      text: variable('@(context.Request.Headers.GetValueOrDefault("a", "b", "c"))'),
      rule: 'expression-wrong-arguments',
      element: 'set-variable',
    },
    {
      what: 'an object compared as text with an int',
      text: variable('@(context.Response.StatusCode == "200")'),
      rule: 'expression-type-mismatch',
      element: 'set-variable',
    },
    {
      what: 'a // comment in an attribute, whose line breaks are read as spaces',
      text: variable('@{\n  // a comment\n  return 1;\n}'),
      rule: 'comment-in-attribute',
      element: 'set-variable',
      options: { dialect: 'xml' },
    },
  ],
}
