/**
 * Writes a policy document of about a given size as people write them: four sections, variables and conditions in raw C#, headers,
 * a multi-line block, comments, plain attributes, a token check. Every copy of a part differs in its names and numbers.
 */
export function policyDocument(size: number): string {
  const inbound: string[] = []
  const outbound: string[] = []
  let length = FRAME.length
  for (let index = 0; length < size || index === 0; index++) {
    const part = policyParts[index % policyParts.length]
    if (part === undefined) break
    const text = part(index)
    length += text.length
    ;(index % 5 === 4 ? outbound : inbound).push(text)
  }
  return FRAME.replace('<!-- inbound -->', () => inbound.join('')).replace('<!-- outbound -->', () => outbound.join(''))
}

const FRAME = `<policies>
    <inbound>
        <base />
<!-- inbound -->    </inbound>
    <backend>
        <forward-request timeout="60" follow-redirects="false" />
    </backend>
    <outbound>
        <base />
<!-- outbound -->    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>
`

/** Parts of the inbound section, but for the last, which belongs to the outbound one. */
export const policyParts: readonly ((index: number) => string)[] = [
  (n) => `        <!-- Step ${n}: remember who calls, for the log and for the limits further down. -->
        <set-variable name="caller-${n}" value="@(context.Request.Headers.GetValueOrDefault("X-Caller-${n}", "anonymous"))" />
        <set-variable name="attempts-${n}" value="@((int)context.Variables["attempts-${n}"] + 1)" />
        <set-header name="X-Correlation-${n}" exists-action="skip">
            <value>@(context.RequestId.ToString())</value>
        </set-header>
`,
  (n) => `        <choose>
            <when condition="@(context.Request.Method == "POST" && context.Request.Url.Path.Contains("/orders/${n}"))">
                <set-backend-service base-url="https://orders-${n}.contoso.example/api" />
                <rewrite-uri template="/v2/orders/{orderId}?source=gateway" copy-unmatched-params="true" />
            </when>
            <when condition="@(context.User != null && context.User.Groups.Any(g => g.Name == "partners-${n}"))">
                <set-header name="X-Partner" exists-action="override">
                    <value>{{partner-name-${n}}}</value>
                </set-header>
            </when>
            <otherwise>
                <return-response>
                    <set-status code="404" reason="Not Found" />
                    <set-body>The order ${n} does not exist.</set-body>
                </return-response>
            </otherwise>
        </choose>
`,
  (
    n,
  ) => `        <validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Token ${n} refused" require-scheme="Bearer">
            <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
            <audiences>
                <audience>api://orders-${n}</audience>
                <audience>{{orders-audience-${n}}}</audience>
            </audiences>
            <required-claims>
                <claim name="roles" match="any" separator=",">
                    <value>Orders.Read.${n}</value>
                    <value>Orders.Write.${n}</value>
                </claim>
            </required-claims>
        </validate-jwt>
        <rate-limit-by-key calls="${10 + (n % 90)}" renewal-period="60" counter-key="@(context.Subscription?.Id ?? context.Request.IpAddress)" />
`,
  (n) => `        <set-variable name="summary-${n}" value="@{
            var body = context.Request.Body.As<JObject>(preserveContent: true);
            var lines = (JArray)body["lines"];
            // The total counts in cents, since the back end's own total is rounded.
            var total = 0;
            foreach (var line in lines)
            {
                if (line["price"] != null && (int)line["price"] > ${n})
                {
                    total += (int)line["price"] * (int)line["count"];
                }
            }
            return $"order {body["id"]}: {lines.Count} lines, total {total:0.00}";
        }" />
`,
  (n) => `        <set-body>@{
            var response = context.Response.Body.As<JObject>();
            response["servedBy"] = "gateway-${n}";
            response["elapsed"] = context.Elapsed.TotalMilliseconds;
            response.Property("internal")?.Remove();
            return response.ToString();
        }</set-body>
        <cache-store duration="${60 + (n % 300)}" />
`,
]
