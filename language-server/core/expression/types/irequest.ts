import { certificateOf } from '../clr/certificate-view.ts'
import { type ClrView, textDictionary, valuesDictionary, view } from '../clr/context-view.ts'
import type { RequestModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IRequest',
  summary: 'The request as the policies before have made it.',
  kind: 'interface',
  members: [
    member('IMessageBody Body', 'The body; null when there is none.', (_call, { model }: ClrView<RequestModel>) =>
      view('IMessageBody', model.body),
    ),
    member(
      'X509Certificate2 Certificate',
      'The client certificate; null without one.',
      (_call, { model }: ClrView<RequestModel>) => (model.certificate ? certificateOf(model.certificate) : null),
    ),
    member('IFoundryInfo Foundry', 'What the call asks of Microsoft Foundry, on an API that stands for one.'),
    member(
      'IReadOnlyDictionary<string, string[]> Headers',
      'The headers; names compare without case.',
      (_call, { model }: ClrView<RequestModel>) => valuesDictionary(model.headers),
    ),
    member(
      'string IpAddress',
      'The address of the caller.',
      (_call, { model }: ClrView<RequestModel>) => model.ipAddress,
    ),
    member(
      'IReadOnlyDictionary<string, string> MatchedParameters',
      'The values of the parameters of the URL template.',
      (_call, { model }: ClrView<RequestModel>) => textDictionary(model.matchedParameters),
    ),
    member('string Method', 'The HTTP method.', (_call, { model }: ClrView<RequestModel>) => model.method),
    member('IUrl OriginalUrl', 'The URL as the caller sent it.', (_call, { model }: ClrView<RequestModel>) =>
      view('IUrl', model.originalUrl),
    ),
    member('IUrl Url', 'The URL that goes to the back end.', (_call, { model }: ClrView<RequestModel>) =>
      view('IUrl', model.url),
    ),
    member(
      'IPrivateEndpointConnection PrivateEndpointConnection',
      'The private endpoint the request came through; null without one.',
      (_call, { model }: ClrView<RequestModel>) => view('IPrivateEndpointConnection', model.privateEndpointConnection),
    ),
  ],
})
