import { attributeText } from '../../syntax/query.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { hostOf, isPrivateHost } from '../hosts.ts'
import { isHeader, literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

const HEADER = 'Ocp-Apim-Subscription-Key'

export default rule({
  id: 'subscription-key-forwarded',
  severity: 'info',
  category: 'security',
  set: 'strict',
  summary: "A caller's subscription key does not reach a back end of somebody else.",
  why: 'The gateway forwards all headers, the subscription key among them. A host that is not yours then has a key to your API.',
  remedy: 'Delete the header in inbound, best of all in the global scope.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-backend-service base-url="https://api.fabrikam.com" />
                                   ^^^^^^^^^^^^^^^^^^^^^^^^ subscription-key-forwarded
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-backend-service base-url="https://api.fabrikam.com" />
    <set-header name="Ocp-Apim-Subscription-Key" exists-action="delete" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'set-backend-service'(meaning) {
      const { element } = meaning
      const url = literal(meaning, 'base-url')
      const span = valueSpan(element, 'base-url')
      const host = url === undefined ? undefined : hostOf(url)
      if (url === undefined || span === undefined || host === undefined) return
      if (isPrivateHost(url) || /\.(?:azure-api|azurewebsites|azurecontainerapps|azure)\./.test(host)) return
      const { meanings, text } = cx.analysis
      const isRemoved = meanings.some(
        (each) => each.name === 'set-header' && isHeader(attributeText(each.element, 'name'), HEADER),
      )
      if (isRemoved) return
      const removal = `${layoutOf(text).newline}${indentAt(text, element.start)}<set-header name="${HEADER}" exists-action="delete" />`
      cx.report({
        element,
        span,
        message: `The subscription key of the caller is forwarded to ${host}.`,
        fixes: () => [
          { title: `Delete ${HEADER}`, edits: [{ span: { start: element.end, end: element.end }, newText: removal }] },
        ],
      })
    },
  }),
})
