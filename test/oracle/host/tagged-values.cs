// .NET values as JSON and back: what JSON cannot say is {"$type": the .NET name, "$value": …}.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PolicywrightOracle
{
    public static class Json
    {
        public static JObject Read(string text)
        {
            var reader = new JsonTextReader(new System.IO.StringReader(text));
            reader.DateParseHandling = DateParseHandling.None;
            reader.FloatParseHandling = FloatParseHandling.Double;
            return JObject.Load(reader);
        }
        public static JObject Part(JObject json, string name) { return json[name] as JObject; }
        public static string[] Strings(JToken json) { return json.Select(one => (string)one).ToArray(); }
        public static IEnumerable<KeyValuePair<string, T>> Pairs<T>(JToken json, Func<JToken, T> convert)
        {
            return ((JObject)json).Properties().Select(one => new KeyValuePair<string, T>(one.Name, convert(one.Value))).ToArray();
        }

        /** A value that a context variable holds. */
        public static object Value(JToken json)
        {
            switch (json.Type)
            {
                case JTokenType.Null: return null;
                case JTokenType.String: return (string)json;
                case JTokenType.Boolean: return (bool)json;
                case JTokenType.Float: return (double)json;
                case JTokenType.Integer:
                    var number = (long)json;
                    return number == (int)number ? (object)(int)number : number;
            }
            var tag = json is JObject ? (string)json["$type"] : null;
            return tag == null ? JToken.Parse(json.ToString(Formatting.None)) : Tagged(tag, json["$value"]);
        }

        static object Tagged(string type, JToken value)
        {
            var culture = CultureInfo.InvariantCulture;
            switch (type)
            {
                case "System.DateTime": return DateTime.Parse((string)value, culture, DateTimeStyles.RoundtripKind);
                case "System.DateTimeOffset": return DateTimeOffset.Parse((string)value, culture);
                case "System.TimeSpan": return TimeSpan.Parse((string)value, culture);
                case "System.Guid": return new Guid((string)value);
                case "System.Byte[]": return Convert.FromBase64String((string)value);
                case "System.String[]": return Strings(value);
                case "System.Collections.Generic.List<System.String>": return Strings(value).ToList();
                case "System.Collections.Generic.Dictionary<System.String,System.String>":
                    return ((JObject)value).Properties().ToDictionary(one => one.Name, one => (string)one.Value);
                case "Newtonsoft.Json.Linq.JObject":
                case "Newtonsoft.Json.Linq.JArray":
                case "Newtonsoft.Json.Linq.JValue": return JToken.Parse(value.ToString(Formatting.None));
                case "System.Xml.Linq.XElement": return XElement.Parse((string)value);
                case "IResponse": return new Response((JObject)value);
                case "Jwt": return ((string)value).AsJwt();
                case "BasicAuthCredentials":
                    return new BasicAuthCredentials { UserId = (string)value["userId"], Password = (string)value["password"] };
                case "Authorization":
                    return new Authorization { AccessToken = (string)value["accessToken"], Claims = new Lookup<object>(new KeyValuePair<string, object>[0], null) };
            }
            return Convert.ChangeType(value.ToString(), Type.GetType(type, true), culture);
        }
    }

    public static class Tags
    {
        const int Most = 10000;

        static JObject Tag(string type, JToken value)
        {
            var tag = new JObject();
            tag["$type"] = type;
            if (value != null) tag["$value"] = value;
            return tag;
        }

        public static JToken Of(object value) { return Of(value, 0); }

        static JToken Of(object value, int depth)
        {
            if (value == null) return JValue.CreateNull();
            if (value is string) return new JValue((string)value);
            if (value is bool) return new JValue((bool)value);
            if (value is int) return new JValue((int)value);
            var type = value.GetType();
            var name = Print(type);
            var culture = CultureInfo.InvariantCulture;
            if (value is double || value is float) return Tag(name, ((IFormattable)value).ToString("R", culture));
            if (value is DateTime || value is DateTimeOffset) return Tag(name, ((IFormattable)value).ToString("o", culture));
            if (value is Enum || value is char || value is Guid || value is TimeSpan || value is Uri || value is StringBuilder || type.IsPrimitive || value is decimal || value is IUrl)
                return Tag(name, Convert.ToString(value, culture));
            if (value is JToken) return Tag(name, ((JToken)value).ToString(Formatting.None));
            if (value is XObject || value is XName || value is XNamespace) return Tag(name, value.ToString());
            if (value is byte[]) return Tag(name, Convert.ToBase64String((byte[])value));
            if (value is Capture) return Tag(name, ((Capture)value).Value);
            if (value is Type) return Tag("System.Type", Print((Type)value));
            if (value is Exception) return Tag(name, null);
            if (value is Delegate) return Tag("System.Delegate", null);
            if (depth > 20) return Tag(name, "…");
            if (name == "<anonymous type>")
            {
                var members = new JObject();
                foreach (var property in type.GetProperties()) members[property.Name] = Of(property.GetValue(value, null), depth + 1);
                return Tag(name, members);
            }
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
                return Tag(name, new JArray(Of(type.GetProperty("Key").GetValue(value, null), depth + 1), Of(type.GetProperty("Value").GetValue(value, null), depth + 1)));
            if (Regex.IsMatch(type.FullName, @"^System\.(Value)?Tuple`"))
            {
                var items = type.IsValueType
                    ? type.GetFields().Select(one => one.GetValue(value))
                    : type.GetProperties().Select(one => one.GetValue(value, null));
                return Tag(name, new JArray(items.Select(one => Of(one, depth + 1)).ToArray()));
            }
            if (value is IEnumerable)
            {
                var items = new JArray();
                foreach (var item in (IEnumerable)value)
                {
                    if (items.Count == Most) break;
                    items.Add(Of(item, depth + 1));
                }
                var tag = Tag(name, items);
                var key = type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IGrouping<,>));
                if (key != null) tag["$key"] = Of(key.GetProperty("Key").GetValue(value, null), depth + 1);
                return tag;
            }
            return Tag(name, null);
        }

        /** The name of a type in C# brackets; of the interface, where the type itself is nothing to talk about. */
        public static string Print(Type type)
        {
            if (type.IsArray) return Print(type.GetElementType()) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
            if (type.Name.StartsWith("<>__AnonType")) return "<anonymous type>";
            if (typeof(Type).IsAssignableFrom(type)) return "System.Type";
            if (!Visible(type) || type.Namespace == "PolicywrightOracle")
            {
                var shown = Shown(type);
                if (shown != null) return shown;
            }
            if (type.IsGenericParameter) return type.Name;
            var name = Regex.Replace((type.Namespace == null ? "" : type.Namespace + ".") + (type.IsNested ? type.DeclaringType.Name + "." : "") + type.Name, @"`\d+", "");
            return type.IsGenericType ? name + "<" + string.Join(",", type.GetGenericArguments().Select(Print).ToArray()) + ">" : name;
        }

        static bool Visible(Type type)
        {
            return type.IsGenericType ? type.GetGenericTypeDefinition().IsVisible : type.IsVisible;
        }

        static string Shown(Type type)
        {
            var interfaces = type.GetInterfaces();
            var generic = new[] { typeof(IReadOnlyDictionary<,>), typeof(IGrouping<,>), typeof(IOrderedEnumerable<>), typeof(IEnumerable<>) };
            foreach (var wanted in generic)
            {
                var found = interfaces.FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == wanted);
                if (found != null) return Print(found);
            }
            if (type.Name == "Deployment") return "IDeployment";
            var own = interfaces.FirstOrDefault(one => one.Namespace == null && !interfaces.Any(other => other.GetInterfaces().Contains(one)));
            if (own != null) return own.Name;
            return type.BaseType == null || type.BaseType == typeof(object) ? null : Print(type.BaseType);
        }
    }

    /** Tells the static type of what is handed to it. */
    public static class Box
    {
        public static string Of<T>(T value) { return Tags.Print(typeof(T)); }
        public static string OfBlock<T>(Func<T> block) { return Tags.Print(typeof(T)); }
    }
}
