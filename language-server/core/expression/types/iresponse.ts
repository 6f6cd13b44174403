import { type ClrView, valuesDictionary, view } from '../clr/context-view.ts'
import type { ResponseModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IResponse',
  summary: 'A response: of the back end, or one that send-request stored.',
  kind: 'interface',
  members: [
    member('IMessageBody Body', 'The body; null when there is none.', (_call, { model }: ClrView<ResponseModel>) =>
      view('IMessageBody', model.body),
    ),
    member(
      'IReadOnlyDictionary<string, string[]> Headers',
      'The headers; names compare without case.',
      (_call, { model }: ClrView<ResponseModel>) => valuesDictionary(model.headers),
    ),
    member('int StatusCode', 'The status code.', (_call, { model }: ClrView<ResponseModel>) => model.statusCode),
    member(
      'string StatusReason',
      'The reason phrase.',
      (_call, { model }: ClrView<ResponseModel>) => model.statusReason,
    ),
  ],
})
