import { type ClrView, variablesDictionary, view } from '../clr/context-view.ts'
import { ClrTimeSpan, dateTimeOfMilliseconds, ticksPerMillisecond } from '../clr/date-time.ts'
import { emptyGuid, parseGuid } from '../clr/guid.ts'
import type { ContextModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IProxyRequestContext',
  summary: 'The `context` variable: everything an expression may know about the request being processed.',
  kind: 'interface',
  members: [
    member(
      'IContextApi Api',
      'The API the request belongs to; null when none matched.',
      (_call, { model }: ClrView<ContextModel>) => view('IContextApi', model.api),
    ),
    member(
      'IContextBackend Backend',
      'The back end the request goes to; null where none is named.',
      (_call, { model }: ClrView<ContextModel>) => view('IContextBackend', model.backend),
    ),
    member('IDeployment Deployment', 'The gateway that runs the policy.', (_call, { model }: ClrView<ContextModel>) =>
      view('IDeployment', model.deployment),
    ),
    member(
      'TimeSpan Elapsed',
      'How long the request has been processed.',
      (_call, { model }: ClrView<ContextModel>) =>
        new ClrTimeSpan(BigInt(Math.trunc(model.elapsed())) * ticksPerMillisecond),
    ),
    member(
      'IGraphQLContext GraphQL',
      'Arguments and parent of a GraphQL resolver; null elsewhere.',
      (_call, { model }: ClrView<ContextModel>) => view('IGraphQLContext', model.graphql),
    ),
    member(
      'ILastError LastError',
      'What failed, in on-error; null before.',
      (_call, { model }: ClrView<ContextModel>) => view('ILastError', model.lastError),
    ),
    member(
      'IOperation Operation',
      'The operation the request matched; null when none did.',
      (_call, { model }: ClrView<ContextModel>) => view('IOperation', model.operation),
    ),
    member(
      'IProduct Product',
      'The product of the subscription; null without one.',
      (_call, { model }: ClrView<ContextModel>) => view('IProduct', model.product),
    ),
    member('IRequest Request', 'The request.', (_call, { model }: ClrView<ContextModel>) =>
      view('IRequest', model.request),
    ),
    member(
      'Guid RequestId',
      'The identifier of the request.',
      (_call, { model }: ClrView<ContextModel>) => parseGuid(model.requestId) ?? emptyGuid,
    ),
    member('IResponse Response', 'The response; null until there is one.', (_call, { model }: ClrView<ContextModel>) =>
      view('IResponse', model.response),
    ),
    member(
      'ISubscription Subscription',
      'The subscription whose key came with the request; null without a key.',
      (_call, { model }: ClrView<ContextModel>) => view('ISubscription', model.subscription),
    ),
    member('DateTime Timestamp', 'When the request arrived.', (_call, { model }: ClrView<ContextModel>) =>
      dateTimeOfMilliseconds(model.timestamp, 'Utc'),
    ),
    member(
      'bool Tracing',
      'Whether the request is traced.',
      (_call, { model }: ClrView<ContextModel>) => model.tracing ?? false,
    ),
    member(
      'IUser User',
      'The owner of the subscription; null without one.',
      (_call, { model }: ClrView<ContextModel>) => view('IUser', model.user),
    ),
    member(
      'IReadOnlyDictionary<string, object> Variables',
      'The context variables that policies have set.',
      (_call, { model }: ClrView<ContextModel>) => variablesDictionary(model.variables),
    ),
    member(
      'IWorkspace Workspace',
      'The workspace of the API; null without one.',
      (_call, { model }: ClrView<ContextModel>) => view('IWorkspace', model.workspace),
    ),
    member(
      'void Trace(string message)',
      'Adds a message to the trace of the request.',
      (_call, { model }: ClrView<ContextModel>) => model && null,
    ),
  ],
})
