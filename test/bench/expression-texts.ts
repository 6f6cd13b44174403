/** Expressions as long as the long ones of real policies: 500 to 2,000 characters, each of another kind. */
export const longExpressions: readonly { readonly name: string; readonly code: string }[] = [
  {
    name: 'a body is rewritten',
    code: `
    var order = context.Request.Body.As<JObject>(preserveContent: true);
    var lines = order["lines"] as JArray ?? new JArray();
    var total = 0m;
    var refused = new List<string>();
    foreach (var line in lines)
    {
        var count = (int)line["count"];
        if (count <= 0 || line["price"] == null)
        {
            refused.Add((string)line["sku"] ?? "unknown");
            continue;
        }
        total += (decimal)line["price"] * count;
    }
    order["total"] = Math.Round(total, 2);
    order["currency"] = context.Request.Headers.GetValueOrDefault("X-Currency", "EUR").ToUpperInvariant();
    order["refused"] = new JArray(refused.ToArray());
    if (refused.Count > 0)
    {
        order["note"] = string.Format("{0} of {1} lines refused: {2}", refused.Count, lines.Count, string.Join(", ", refused));
    }
    order.Property("internal")?.Remove();
    return order.ToString(Newtonsoft.Json.Formatting.None);
`,
  },
  {
    name: 'a token is read',
    code: `
    var header = context.Request.Headers.GetValueOrDefault("Authorization", "");
    if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) { return "anonymous"; }
    Jwt token;
    if (!header.Substring(7).Trim().TryParseJwt(out token)) { return "anonymous"; }
    if (token.ExpirationTime != null && token.ExpirationTime < DateTime.UtcNow.AddMinutes(-5)) { return "expired"; }
    var roles = token.Claims.ContainsKey("roles") ? token.Claims["roles"] : new string[0];
    var scopes = token.Claims.GetValueOrDefault("scp", "").Split(' ');
    var isAdmin = roles.Any(role => role.Equals("Orders.Admin", StringComparison.OrdinalIgnoreCase));
    var canWrite = isAdmin || roles.Contains("Orders.Write") || scopes.Contains("orders.write");
    var name = token.Claims.GetValueOrDefault("name", token.Subject ?? "nobody");
    return $"{name};{(isAdmin ? "admin" : canWrite ? "writer" : "reader")};{string.Join("|", roles.OrderBy(role => role))}";
`,
  },
  {
    name: 'a request is signed',
    code: `
    var now = DateTime.UtcNow.ToString("yyyyMMddTHHmmssZ");
    var body = context.Request.Body?.As<string>(preserveContent: true) ?? "";
    string digest;
    using (var sha = System.Security.Cryptography.SHA256.Create())
    {
        digest = BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(body))).Replace("-", "").ToLower();
    }
    var query = string.Join("&", context.Request.Url.Query
        .OrderBy(pair => pair.Key)
        .SelectMany(pair => pair.Value.Select(value => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(value))));
    var text = context.Request.Method + "\\n" + context.Request.Url.Path + "\\n" + query + "\\n" + now + "\\n" + digest;
    using (var hmac = new System.Security.Cryptography.HMACSHA256(Convert.FromBase64String("c2lnbmluZy1rZXk=")))
    {
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
`,
  },
  {
    name: 'an error is told',
    code: `
    var error = context.LastError;
    var status = context.Response?.StatusCode ?? 500;
    var problem = new JObject(
        new JProperty("type", "https://contoso.example/problems/" + (error?.Reason ?? "unknown").ToLowerInvariant()),
        new JProperty("title", error?.Message ?? "Something went wrong."),
        new JProperty("status", status),
        new JProperty("instance", context.Request.OriginalUrl.ToString()),
        new JProperty("trace", context.RequestId.ToString("N"))
    );
    if (error != null && !string.IsNullOrEmpty(error.PolicyId))
    {
        problem["policy"] = new JObject { ["id"] = error.PolicyId, ["section"] = error.Section, ["path"] = error.Path };
    }
    switch (status)
    {
        case 401: problem["hint"] = "Send a token."; break;
        case 403: problem["hint"] = "Ask for the role."; break;
        case 429: problem["hint"] = "Wait " + context.Response.Headers.GetValueOrDefault("Retry-After", "60") + " s."; break;
        default: break;
    }
    return problem.ToString();
`,
  },
]

/** What stands in attributes by the thousands. */
export const shortExpressions: readonly string[] = [
  'context.Request.Headers.GetValueOrDefault("X-Caller", "anonymous")',
  'context.Request.Method == "POST" && context.Request.Url.Path.Contains("/orders/")',
  'context.Subscription?.Id ?? context.Request.IpAddress',
  '(int)context.Variables["attempts"] + 1',
  'context.Response.StatusCode >= 500 || context.Response.StatusCode == 429',
  '"Bearer " + (string)context.Variables["token"]',
  'context.User != null && context.User.Groups.Any(g => g.Name == "Developers")',
  '$"{context.Api.Name}/{context.Operation.Id}"',
]
