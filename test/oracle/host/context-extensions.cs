// The extension methods that API Management adds to what expressions can call.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PolicywrightOracle;

public static class ApimExtensions
{
    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string name)
    {
        return GetValueOrDefault(dictionary, name, null);
    }

    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string name, string defaultValue)
    {
        string[] values;
        return dictionary.TryGetValue(name, out values) && values != null ? string.Join(",", values) : defaultValue;
    }

    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string> dictionary, string name)
    {
        return GetValueOrDefault(dictionary, name, null);
    }

    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string> dictionary, string name, string defaultValue)
    {
        string value;
        return dictionary.TryGetValue(name, out value) ? value : defaultValue;
    }

    public static object GetValueOrDefault(this IReadOnlyDictionary<string, object> variables, string variableName)
    {
        object value;
        return variables.TryGetValue(variableName, out value) ? value : null;
    }

    public static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> variables, string variableName)
    {
        return GetValueOrDefault(variables, variableName, default(T));
    }

    public static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> variables, string variableName, T defaultValue)
    {
        object value;
        return variables.TryGetValue(variableName, out value) ? (T)value : defaultValue;
    }

    public static IList<string> GetValueOrDefault(this IDictionary<string, IList<string>> dictionary, string name)
    {
        IList<string> value;
        return dictionary.TryGetValue(name, out value) ? value : null;
    }

    public static BasicAuthCredentials AsBasic(this string value)
    {
        BasicAuthCredentials result;
        return TryParseBasic(value, out result) ? result : null;
    }

    public static bool TryParseBasic(this string value, out BasicAuthCredentials result)
    {
        result = null;
        var match = Regex.Match((value ?? "").Trim(), @"^Basic\s+(.+)$", RegexOptions.IgnoreCase);
        if (!match.Success) return false;
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)).Split(new[] { ':' }, 2);
            if (parts.Length < 2) return false;
            result = new BasicAuthCredentials { UserId = parts[0], Password = parts[1] };
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static Jwt AsJwt(this string value)
    {
        Jwt result;
        return TryParseJwt(value, out result) ? result : null;
    }

    public static bool TryParseJwt(this string value, out Jwt result)
    {
        result = null;
        var parts = Regex.Replace(value ?? "", @"^Bearer\s+", "", RegexOptions.IgnoreCase).Trim().Split('.');
        if (parts.Length != 3) return false;
        try
        {
            result = TokenOf(ReadPart(parts[0]), ReadPart(parts[1]));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static JObject ReadPart(string part)
    {
        var base64 = part.Replace('-', '+').Replace('_', '/');
        base64 += new string('=', (4 - base64.Length % 4) % 4);
        var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(Convert.FromBase64String(base64))));
        reader.DateParseHandling = DateParseHandling.None;
        return JObject.Load(reader);
    }

    static Jwt TokenOf(JObject header, JObject payload)
    {
        var claims = payload.Properties().ToDictionary(one => one.Name, one => Texts(one.Value));
        return new Jwt
        {
            Algorithm = (string)header["alg"],
            Type = (string)header["typ"],
            Id = (string)payload["jti"],
            Issuer = (string)payload["iss"],
            Subject = (string)payload["sub"],
            Audiences = payload["aud"] == null ? new string[0] : Texts(payload["aud"]),
            Claims = new Lookup<string[]>(claims, null),
            ExpirationTime = Time(payload["exp"]),
            IssuedAt = Time(payload["iat"]),
            NotBefore = Time(payload["nbf"])
        };
    }

    static string[] Texts(JToken value)
    {
        return value is JArray ? value.Select(Text).ToArray() : new[] { Text(value) };
    }

    static string Text(JToken value)
    {
        return value.Type == JTokenType.String ? (string)value : value.ToString(Formatting.None);
    }

    static DateTime? Time(JToken seconds)
    {
        if (seconds == null) return null;
        return new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds((long)seconds);
    }

    public static byte[] Encrypt(this byte[] input, string alg, byte[] key, byte[] iv)
    {
        using (var algorithm = SymmetricAlgorithm.Create(alg)) return Encrypt(input, algorithm, key, iv);
    }

    public static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg)
    {
        return Encrypt(input, alg, alg.Key, alg.IV);
    }

    public static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)
    {
        return alg.CreateEncryptor(key, iv).TransformFinalBlock(input, 0, input.Length);
    }

    public static byte[] Decrypt(this byte[] input, string alg, byte[] key, byte[] iv)
    {
        using (var algorithm = SymmetricAlgorithm.Create(alg)) return Decrypt(input, algorithm, key, iv);
    }

    public static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg)
    {
        return Decrypt(input, alg, alg.Key, alg.IV);
    }

    public static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)
    {
        return alg.CreateDecryptor(key, iv).TransformFinalBlock(input, 0, input.Length);
    }

    public static bool VerifyNoRevocation(this X509Certificate2 certificate)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    public static string ToQueryString(this IDictionary<string, IList<string>> form)
    {
        var text = ToFormUrlEncodedContent(form);
        return text == null ? null : "?" + text;
    }

    public static string ToFormUrlEncodedContent(this IDictionary<string, IList<string>> form)
    {
        var fields = form.SelectMany(one => one.Value.Select(value => Escape(one.Key) + "=" + Escape(value))).ToArray();
        return fields.Length == 0 ? null : string.Join("&", fields);
    }

    static string Escape(string text)
    {
        return Uri.EscapeDataString(text).Replace("%20", "+");
    }
}
