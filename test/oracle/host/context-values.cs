// The context of one case, read from JSON whose every key is there: the driver fills in what a case leaves out.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace PolicywrightOracle
{
    public class Lookup<T> : IReadOnlyDictionary<string, T>
    {
        readonly Dictionary<string, T> entries;
        public Lookup(IEnumerable<KeyValuePair<string, T>> pairs, IEqualityComparer<string> comparer)
        {
            entries = new Dictionary<string, T>(comparer);
            foreach (var pair in pairs) entries[pair.Key] = pair.Value;
        }
        public T this[string key] { get { return entries[key]; } }
        public IEnumerable<string> Keys { get { return entries.Keys; } }
        public IEnumerable<T> Values { get { return entries.Values; } }
        public int Count { get { return entries.Count; } }
        public bool ContainsKey(string key) { return entries.ContainsKey(key); }
        public bool TryGetValue(string key, out T value) { return entries.TryGetValue(key, out value); }
        public IEnumerator<KeyValuePair<string, T>> GetEnumerator() { return entries.GetEnumerator(); }
        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public class Context : IProxyRequestContext
    {
        readonly JObject json;
        public Context(JObject json)
        {
            this.json = json;
            Request = new Request(Json.Part(json, "request"));
            if (Json.Part(json, "response") != null) Response = new Response(Json.Part(json, "response"));
            Variables = new Lookup<object>(Json.Pairs(json["variables"], Json.Value), null);
        }
        IContextApi api;
        public IContextApi Api { get { return Json.Part(json, "api") == null ? null : api ?? (api = new Api(Json.Part(json, "api"))); } }
        public IContextBackend Backend { get { return null; } }
        public IDeployment Deployment { get { return new Deployment(Json.Part(json, "deployment")); } }
        public TimeSpan Elapsed { get { return TimeSpan.FromMilliseconds((int)json["elapsed"]); } }
        public IGraphQLContext GraphQL { get { return Json.Part(json, "graphql") == null ? null : new GraphQL(Json.Part(json, "graphql")); } }
        public ILastError LastError { get { return Json.Part(json, "lastError") == null ? null : new LastError(Json.Part(json, "lastError")); } }
        public IOperation Operation { get { return Json.Part(json, "operation") == null ? null : new Operation(Json.Part(json, "operation")); } }
        public IProduct Product { get { return Json.Part(json, "product") == null ? null : new Product(Json.Part(json, "product")); } }
        public IRequest Request { get; private set; }
        public Guid RequestId { get { return new Guid((string)json["requestId"]); } }
        public IResponse Response { get; private set; }
        public ISubscription Subscription { get { return Json.Part(json, "subscription") == null ? null : new Subscription(Json.Part(json, "subscription")); } }
        public DateTime Timestamp { get { return DateTime.Parse((string)json["now"], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind); } }
        public bool Tracing { get { return (bool)json["tracing"]; } }
        public IUser User { get { return Json.Part(json, "user") == null ? null : new User(Json.Part(json, "user")); } }
        public IReadOnlyDictionary<string, object> Variables { get; private set; }
        public IWorkspace Workspace { get { return null; } }
        public void Trace(string message) { }
    }

    public class GraphQL : IGraphQLContext
    {
        readonly JObject json;
        public GraphQL(JObject json) { this.json = json; }
        public IGraphQLDataObject GraphQLArguments { get { return Arguments; } }
        public IGraphQLDataObject Arguments { get { return new GraphQLData(Json.Part(json, "arguments")); } }
        public IGraphQLDataObject Parent { get { return new GraphQLData(Json.Part(json, "parent")); } }
    }

    public class GraphQLData : IGraphQLDataObject
    {
        readonly JObject json;
        public GraphQLData(JObject json) { this.json = json; }
        public JToken this[string name] { get { return json[name]; } }
    }

    public abstract class Message
    {
        protected readonly JObject json;
        protected Message(JObject json)
        {
            this.json = json;
            Headers = new Lookup<string[]>(Json.Pairs(json["headers"], Json.Strings), StringComparer.OrdinalIgnoreCase);
            if (json["body"].Type != JTokenType.Null) Body = new Body(Convert.FromBase64String((string)json["body"]));
        }
        public IMessageBody Body { get; private set; }
        public IReadOnlyDictionary<string, string[]> Headers { get; private set; }
    }

    public class Request : Message, IRequest
    {
        public Request(JObject json) : base(json)
        {
            Url = new Url(Json.Part(json, "url"));
            OriginalUrl = new Url(Json.Part(json, "originalUrl"));
            MatchedParameters = new Lookup<string>(Json.Pairs(json["matchedParameters"], one => (string)one), StringComparer.OrdinalIgnoreCase);
        }
        public X509Certificate2 Certificate { get { return null; } }
        public string IpAddress { get { return (string)json["ipAddress"]; } }
        public IReadOnlyDictionary<string, string> MatchedParameters { get; private set; }
        public string Method { get { return (string)json["method"]; } }
        public IUrl OriginalUrl { get; private set; }
        public IUrl Url { get; private set; }
        public IPrivateEndpointConnection PrivateEndpointConnection { get { return null; } }
    }

    public class Response : Message, IResponse
    {
        public Response(JObject json) : base(json) { }
        public int StatusCode { get { return (int)json["statusCode"]; } }
        public string StatusReason { get { return (string)json["statusReason"]; } }
    }

    public class Url : IUrl
    {
        readonly JObject json;
        public Url(JObject json)
        {
            this.json = json;
            Query = new Lookup<string[]>(Json.Pairs(json["query"], Json.Strings), StringComparer.OrdinalIgnoreCase);
        }
        public string Host { get { return (string)json["host"]; } }
        public string Path { get { return (string)json["path"]; } }
        public int Port { get { return (int)json["port"]; } }
        public IReadOnlyDictionary<string, string[]> Query { get; private set; }
        public string QueryString { get { return (string)json["queryString"]; } }
        public string Scheme { get { return (string)json["scheme"]; } }
        public override string ToString()
        {
            var usual = Scheme == "https" && Port == 443 || Scheme == "http" && Port == 80;
            return Scheme + "://" + Host + (usual ? "" : ":" + Port) + Path + QueryString;
        }
        public Uri ToUri() { return new Uri(ToString()); }
    }

    public class Body : IMessageBody
    {
        readonly byte[] bytes;
        bool read;
        public Body(byte[] bytes) { this.bytes = bytes; }
        byte[] Read(bool preserveContent)
        {
            if (read) throw new InvalidOperationException("The body was read before without preserveContent: true.");
            read = !preserveContent;
            return bytes;
        }
        public T As<T>(bool preserveContent = false)
        {
            var content = Read(preserveContent);
            if (typeof(T) == typeof(byte[])) return (T)(object)content;
            var text = Encoding.UTF8.GetString(content).TrimStart('\ufeff');
            if (typeof(T) == typeof(string)) return (T)(object)text;
            if (typeof(T) == typeof(JObject)) return (T)(object)JObject.Parse(text);
            if (typeof(T) == typeof(JArray)) return (T)(object)JArray.Parse(text);
            if (typeof(T) == typeof(JToken)) return (T)(object)JToken.Parse(text);
            if (typeof(T) == typeof(XElement) || typeof(T) == typeof(XNode)) return (T)(object)XElement.Parse(text);
            if (typeof(T) == typeof(XDocument)) return (T)(object)XDocument.Parse(text);
            throw new InvalidCastException("The body cannot be read as " + typeof(T));
        }
        public IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)
        {
            var fields = new Dictionary<string, IList<string>>();
            foreach (var pair in Encoding.UTF8.GetString(Read(preserveContent)).Split('&').Where(one => one != ""))
            {
                var parts = pair.Split(new[] { '=' }, 2);
                var name = WebUtility.UrlDecode(parts[0]);
                if (!fields.ContainsKey(name)) fields[name] = new List<string>();
                fields[name].Add(parts.Length < 2 ? "" : WebUtility.UrlDecode(parts[1]));
            }
            return fields;
        }
    }

    public abstract class Named
    {
        protected readonly JObject json;
        protected Named(JObject json) { this.json = json; }
        protected string Text(string name) { return (string)json[name]; }
        public string Id { get { return Text("id"); } }
        public string Name { get { return Text("name"); } }
    }

    public class Api : Named, IContextApi
    {
        public Api(JObject json) : base(json) { }
        public string Path { get { return Text("path"); } }
        public IEnumerable<string> Protocols { get { return Json.Strings(json["protocols"]); } }
        public IUrl ServiceUrl { get { return Json.Part(json, "serviceUrl") == null ? null : new Url(Json.Part(json, "serviceUrl")); } }
        public ISubscriptionKeyParameterNames SubscriptionKeyParameterNames { get { return null; } }
        public bool IsCurrentRevision { get { return (bool)json["isCurrentRevision"]; } }
        public string Revision { get { return Text("revision"); } }
        public string Version { get { return Text("version"); } }
    }

    public class Operation : Named, IOperation
    {
        public Operation(JObject json) : base(json) { }
        public string Method { get { return Text("method"); } }
        public string UrlTemplate { get { return Text("urlTemplate"); } }
    }

    public class Group : IGroup
    {
        public Group(string name) { Name = name; }
        public string Id { get { return Name; } }
        public string Name { get; private set; }
    }

    public class Product : Named, IProduct
    {
        public Product(JObject json) : base(json) { }
        public IEnumerable<IApi> Apis { get { return new IApi[0]; } }
        public bool ApprovalRequired { get { return (bool)json["approvalRequired"]; } }
        public IEnumerable<IGroup> Groups { get { return new IGroup[0]; } }
        public ProductState State { get { return Text("state").ToLowerInvariant() == "published" ? ProductState.Published : ProductState.NotPublished; } }
        public int? SubscriptionsLimit { get { return null; } }
        public int? SubscriptionLimit { get { return null; } }
        public bool SubscriptionRequired { get { return (bool)json["subscriptionRequired"]; } }
    }

    public class Subscription : Named, ISubscription
    {
        public Subscription(JObject json) : base(json) { }
        public DateTime CreatedDate { get { return default(DateTime); } }
        public DateTime? EndDate { get { return null; } }
        public string Key { get { return Text("key"); } }
        public string PrimaryKey { get { return Text("primaryKey"); } }
        public string SecondaryKey { get { return Text("secondaryKey"); } }
        public DateTime? StartDate { get { return null; } }
    }

    public class User : Named, IUser
    {
        public User(JObject json) : base(json) { }
        public string Email { get { return Text("email"); } }
        public string FirstName { get { return Text("firstName"); } }
        public IEnumerable<IGroup> Groups { get { return Json.Strings(json["groups"]).Select(one => new Group(one)).ToArray(); } }
        public IEnumerable<IUserIdentity> Identities { get { return new IUserIdentity[0]; } }
        public string LastName { get { return Text("lastName"); } }
        public string Note { get { return null; } }
        public DateTime RegistrationDate { get { return default(DateTime); } }
    }

    public class Deployment : IDeployment, IGatewayInfo
    {
        readonly JObject json;
        public Deployment(JObject json) { this.json = json; }
        public IGatewayInfo Gateway { get { return this; } }
        public string GatewayId { get { return (string)json["gatewayId"]; } }
        public string Region { get { return (string)json["region"]; } }
        public string ServiceId { get { return (string)json["serviceId"]; } }
        public string ServiceName { get { return (string)json["serviceName"]; } }
        public IReadOnlyDictionary<string, X509Certificate2> Certificates { get { return new Lookup<X509Certificate2>(new KeyValuePair<string, X509Certificate2>[0], null); } }
        public ISustainabilityInfo SustainabilityInfo { get { return null; } }
        public string Id { get { return GatewayId; } }
        public string InstanceId { get { return GatewayId; } }
        public bool IsManaged { get { return GatewayId == "managed"; } }
    }

    public class LastError : ILastError
    {
        readonly JObject json;
        public LastError(JObject json) { this.json = json; }
        public string Source { get { return (string)json["source"]; } }
        public string Reason { get { return (string)json["reason"]; } }
        public string Message { get { return (string)json["message"]; } }
        public string Scope { get { return (string)json["scope"]; } }
        public string Section { get { return (string)json["section"]; } }
        public string Path { get { return (string)json["path"]; } }
        public string PolicyId { get { return (string)json["policyId"]; } }
        public int HttpErrorCode { get { return 500; } }
    }
}
