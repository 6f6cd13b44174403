// The types that API Management gives to policy expressions, as their documentation names them:
// https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables
// Only for checking the project's own evaluator against a C# compiler; the values come from a JSON file.
using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Newtonsoft.Json.Linq;

public interface IProxyRequestContext
{
    IContextApi Api { get; }
    IContextBackend Backend { get; }
    IDeployment Deployment { get; }
    TimeSpan Elapsed { get; }
    IGraphQLContext GraphQL { get; }
    ILastError LastError { get; }
    IOperation Operation { get; }
    IProduct Product { get; }
    IRequest Request { get; }
    Guid RequestId { get; }
    IResponse Response { get; }
    ISubscription Subscription { get; }
    DateTime Timestamp { get; }
    bool Tracing { get; }
    IUser User { get; }
    IReadOnlyDictionary<string, object> Variables { get; }
    IWorkspace Workspace { get; }
    void Trace(string message);
}

public interface IApi
{
    string Id { get; }
    string Name { get; }
    string Path { get; }
    IEnumerable<string> Protocols { get; }
    IUrl ServiceUrl { get; }
    ISubscriptionKeyParameterNames SubscriptionKeyParameterNames { get; }
}

public interface IContextApi : IApi
{
    bool IsCurrentRevision { get; }
    string Revision { get; }
    string Version { get; }
}

public interface IContextBackend
{
    string AzureRegion { get; }
    string Id { get; }
    string Type { get; }
}

public interface IDeployment
{
    IGatewayInfo Gateway { get; }
    string GatewayId { get; }
    string Region { get; }
    string ServiceId { get; }
    string ServiceName { get; }
    IReadOnlyDictionary<string, X509Certificate2> Certificates { get; }
    ISustainabilityInfo SustainabilityInfo { get; }
}

public interface IGatewayInfo
{
    string Id { get; }
    string InstanceId { get; }
    bool IsManaged { get; }
}

public interface ISustainabilityInfo
{
    string CurrentCarbonIntensity { get; }
}

public interface IGraphQLContext
{
    IGraphQLDataObject GraphQLArguments { get; }
    IGraphQLDataObject Arguments { get; }
    IGraphQLDataObject Parent { get; }
}

public interface IGraphQLDataObject
{
    JToken this[string name] { get; }
}

public interface ILastError
{
    string Source { get; }
    string Reason { get; }
    string Message { get; }
    string Scope { get; }
    string Section { get; }
    string Path { get; }
    string PolicyId { get; }
    int HttpErrorCode { get; }
}

public interface IOperation
{
    string Id { get; }
    string Method { get; }
    string Name { get; }
    string UrlTemplate { get; }
}

public enum ProductState
{
    NotPublished,
    Published
}

public interface IProduct
{
    IEnumerable<IApi> Apis { get; }
    bool ApprovalRequired { get; }
    IEnumerable<IGroup> Groups { get; }
    string Id { get; }
    string Name { get; }
    ProductState State { get; }
    int? SubscriptionsLimit { get; }
    int? SubscriptionLimit { get; }
    bool SubscriptionRequired { get; }
}

public interface IRequest
{
    IMessageBody Body { get; }
    X509Certificate2 Certificate { get; }
    IReadOnlyDictionary<string, string[]> Headers { get; }
    string IpAddress { get; }
    IReadOnlyDictionary<string, string> MatchedParameters { get; }
    string Method { get; }
    IUrl OriginalUrl { get; }
    IUrl Url { get; }
    IPrivateEndpointConnection PrivateEndpointConnection { get; }
}

public interface IResponse
{
    IMessageBody Body { get; }
    IReadOnlyDictionary<string, string[]> Headers { get; }
    int StatusCode { get; }
    string StatusReason { get; }
}

public interface ISubscription
{
    DateTime CreatedDate { get; }
    DateTime? EndDate { get; }
    string Id { get; }
    string Key { get; }
    string Name { get; }
    string PrimaryKey { get; }
    string SecondaryKey { get; }
    DateTime? StartDate { get; }
}

public interface IUser
{
    string Email { get; }
    string FirstName { get; }
    IEnumerable<IGroup> Groups { get; }
    string Id { get; }
    IEnumerable<IUserIdentity> Identities { get; }
    string LastName { get; }
    string Note { get; }
    DateTime RegistrationDate { get; }
}

public interface IWorkspace
{
    string Id { get; }
    string Name { get; }
}

public interface IGroup
{
    string Id { get; }
    string Name { get; }
}

public interface IUserIdentity
{
    string Id { get; }
    string Provider { get; }
}

public interface ISubscriptionKeyParameterNames
{
    string Header { get; }
    string Query { get; }
}

public interface IUrl
{
    string Host { get; }
    string Path { get; }
    int Port { get; }
    IReadOnlyDictionary<string, string[]> Query { get; }
    string QueryString { get; }
    string Scheme { get; }
    string ToString();
    Uri ToUri();
}

public interface IPrivateEndpointConnection
{
    string Name { get; }
    string GroupId { get; }
    string MemberName { get; }
}

public interface IMessageBody
{
    T As<T>(bool preserveContent = false);
    IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent = false);
}

public class BasicAuthCredentials
{
    public string UserId { get; internal set; }
    public string Username { get { return UserId; } }
    public string Password { get; internal set; }
}

public class Authorization
{
    public string AccessToken { get; internal set; }
    public IReadOnlyDictionary<string, object> Claims { get; internal set; }
}

public class Jwt
{
    public string Algorithm { get; internal set; }
    public IEnumerable<string> Audiences { get; internal set; }
    public IReadOnlyDictionary<string, string[]> Claims { get; internal set; }
    public DateTime? ExpirationTime { get; internal set; }
    public string Id { get; internal set; }
    public string Issuer { get; internal set; }
    public DateTime? IssuedAt { get; internal set; }
    public DateTime? NotBefore { get; internal set; }
    public string Subject { get; internal set; }
    public string Type { get; internal set; }
}
