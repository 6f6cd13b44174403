import { type ClrView, valuesDictionary } from '../clr/context-view.ts'
import { parseUri, urlText } from '../clr/uri.ts'
import type { UrlModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IUrl',
  summary: 'A URL in parts.',
  kind: 'interface',
  members: [
    member('string Host', 'The host name.', (_call, { model }: ClrView<UrlModel>) => model.host),
    member('string Path', 'The path.', (_call, { model }: ClrView<UrlModel>) => model.path),
    member('int Port', 'The port.', (_call, { model }: ClrView<UrlModel>) => model.port),
    member(
      'IReadOnlyDictionary<string, string[]> Query',
      'The query parameters; names compare without case.',
      (_call, { model }: ClrView<UrlModel>) => valuesDictionary(model.query),
    ),
    member(
      'string QueryString',
      'The query with its question mark, or an empty string.',
      (_call, { model }: ClrView<UrlModel>) => model.queryString,
    ),
    member('string Scheme', 'http or https.', (_call, { model }: ClrView<UrlModel>) => model.scheme),
    member('string ToString()', 'The whole URL.', (_call, { model }: ClrView<UrlModel>) => urlText(model)),
    member('Uri ToUri()', 'The URL as a Uri.', (_call, { model }: ClrView<UrlModel>) => parseUri(urlText(model))),
  ],
})
