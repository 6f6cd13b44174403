import type { Case } from '../case.ts'

const header = (name: string, value: string) => `<set-header name="${name}"><value>${value}</value></set-header>`

export const expressionCases: readonly Case[] = [
  {
    name: 'an expression as an attribute and as text',
    api: { inbound: header('@("X-" + "Name")', '@(context.Request.Method + " " + context.Request.Url.Path)') },
    expected: { backEnd: { headers: { 'x-name': 'GET /1' } } },
  },
  {
    name: 'what is only a part of the value is no expression',
    api: { inbound: header('X-A', 'mail@(contoso)') },
    expected: { backEnd: { headers: { 'x-a': 'mail@(contoso)' } } },
  },
  {
    name: 'a named value may be an expression, and may stand inside one',
    namedValues: { whole: '@(1 + 2)', part: 'north' },
    api: { inbound: header('X-A', '{{whole}}') + header('X-B', '@("go {{part}}")') },
    expected: { backEnd: { headers: { 'x-a': '3', 'x-b': 'go north' } } },
  },
  {
    name: 'choose takes the first branch whose condition holds',
    api: {
      inbound: `<choose><when condition="@(context.Request.Headers.GetValueOrDefault("X-Tier", "") == "gold")">${header('X-Branch', 'gold')}</when><when condition="@(context.Request.OriginalUrl.Path.StartsWith("/orders"))">${header('X-Branch', 'orders')}</when><otherwise>${header('X-Branch', 'other')}</otherwise></choose>`,
    },
    calls: [
      { call: { headers: { 'x-tier': 'gold' } }, expected: { backEnd: { headers: { 'x-branch': 'gold' } } } },
      { expected: { backEnd: { headers: { 'x-branch': 'orders' } } } },
    ],
  },
  {
    name: 'set-variable keeps the value of an expression',
    api: {
      inbound: `<set-variable name="count" value="@(20 + 1)" />${header('X-A', '@(((int)context.Variables["count"] * 2).ToString())')}`,
    },
    expected: { backEnd: { headers: { 'x-a': '42' } } },
  },
  {
    name: 'the body of the request is read, and kept when that is asked for',
    api: {
      inbound: header('X-Name', '@((string)context.Request.Body.As<JObject>(preserveContent: true)["name"])'),
    },
    call: { method: 'POST', path: '/orders', body: '{"name":"Adatum"}' },
    expected: { backEnd: { body: '{"name":"Adatum"}', headers: { 'x-name': 'Adatum' } } },
  },
  {
    name: 'a body that was read without being kept does not reach the back end',
    api: { inbound: header('X-Length', '@(context.Request.Body.As<string>().Length.ToString())') },
    call: { method: 'POST', path: '/orders', body: 'gone' },
    expected: { backEnd: { body: '', headers: { 'x-length': '4' } } },
  },
  {
    name: 'set-body rewrites the response from itself',
    api: { outbound: '<set-body>@(context.Response.Body.As<string>().ToUpper())</set-body>' },
    expected: { body: 'FROM THE BACK END' },
  },
  {
    name: 'an expression that fails is a 500 that on-error can explain',
    api: {
      inbound: `<set-variable name="x" value="@((string)context.Variables["missing"])" />`,
      onError: `${header('X-Reason', '@(context.LastError.Reason)')}${header('X-Where', '@(context.LastError.Source + "/" + context.LastError.Section + "/" + context.LastError.Scope)')}`,
    },
    expected: {
      status: 500,
      body: { statusCode: 500, message: 'Internal server error' },
      headers: { 'x-reason': 'ExpressionValueEvaluationFailure', 'x-where': 'set-variable/inbound/api' },
    },
  },
  {
    name: 'LastError knows the branch and the id of the policy',
    api: {
      inbound: `<choose><when condition="@(false)" /><when condition="@(true)"><check-header id="guard" name="X-No" failed-check-httpcode="403" failed-check-error-message="no" ignore-case="true" /></when></choose>`,
      onError: `${header('X-Path', '@(context.LastError.Path)')}${header('X-Id', '@(context.LastError.PolicyId)')}<set-status code="@(context.Response.StatusCode + 10)" reason="changed" />`,
    },
    expected: {
      status: 413,
      headers: { 'x-path': 'choose[1]/when[2]/check-header', 'x-id': 'guard' },
    },
  },
  {
    name: 'a condition that fails names its branch',
    api: {
      inbound: `<choose><when condition="@((bool)context.Variables["missing"])" /></choose>`,
      onError: header('X-Path', '@(context.LastError.Path)'),
    },
    expected: { status: 500, headers: { 'x-path': 'choose[1]/when[1]' } },
  },
  {
    name: 'a response in a variable is an IResponse',
    api: {
      inbound: `<send-request response-variable-name="r"><set-url>https://other.contoso.example/x</set-url><set-method>GET</set-method></send-request>${header('X-Status', '@(((IResponse)context.Variables["r"]).StatusCode.ToString())')}${header('X-Body', '@(((IResponse)context.Variables["r"]).Body.As<string>())')}<return-response><set-body>@(string.Join(",", context.Request.Headers["X-Status"]) + context.Request.Headers.GetValueOrDefault("X-Body"))</set-body></return-response>`,
    },
    backEnd: { status: 206, body: 'partly' },
    expected: { body: '206partly' },
  },
  {
    name: 'a checked token is a Jwt in a variable',
    api: {
      inbound: `<validate-jwt header-name="Authorization" output-token-variable-name="jwt"><openid-config url="https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0/.well-known/openid-configuration" /></validate-jwt>${header('X-Caller', '@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("oid", ""))')}${header('X-Issuer', '@(((Jwt)context.Variables["jwt"]).Issuer)')}`,
    },
    call: { token: {} },
    expected: {
      backEnd: {
        headers: {
          'x-caller': '55556666-eeee-7777-ffff-8888aaaa9999',
          'x-issuer': 'https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0',
        },
      },
    },
  },
  {
    name: 'matched parameters, API and operation are in the context',
    operation: {
      inbound: header(
        'X-A',
        '@(context.Api.Id + "|" + context.Operation.Id + "|" + context.Request.MatchedParameters["id"])',
      ),
    },
    expected: { backEnd: { headers: { 'x-a': 'orders|get|1' } } },
  },
  ...(
    [
      ['that would not end', 'while (true) { }', /took more than/],
      [
        'that would not end, and catches everything',
        'while (true) { try { while (true) { } } catch { } }',
        /took more than/,
      ],
      ['that would take all memory', 'var s = "ab"; while (true) { s += s; }', /more than is allowed here/],
      ['that calls itself for ever', 'int f(int n) { return f(n + 1); } return f(0);', /Insufficient stack/],
      [
        'whose pattern would be tried for ever',
        'return Regex.IsMatch(new string(\'a\', 40) + "!", "^(a+)+$").ToString();',
        /RegEx engine has timed out/,
      ],
    ] as const
  ).map(
    ([what, code, message]): Case => ({
      name: `an expression ${what} fails, and the gateway goes on`,
      api: {
        inbound: `<choose><when condition="@(context.Request.Headers.ContainsKey("X-Bad"))">${header('X-A', `@{ ${code} }`)}</when></choose>`,
        onError: `${header('X-Message', '@(context.LastError.Message)')}${header('X-Reason', '@(context.LastError.Reason)')}`,
      },
      calls: [
        {
          call: { headers: { 'x-bad': 'yes' } },
          expected: {
            status: 500,
            backEnd: 'not called',
            headers: { 'x-reason': 'ExpressionValueEvaluationFailure', 'x-message': message },
          },
        },
        { expected: { status: 200 } },
      ],
    }),
  ),
]
