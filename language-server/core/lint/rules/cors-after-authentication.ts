import { isUnconditional, policiesBefore } from '../../model/pipeline.ts'
import { removeElement } from '../fixes/elements.ts'
import { indentAt, layoutOf } from '../fixes/layout.ts'
import { rule } from '../rule.ts'

const REFUSING: ReadonlySet<string> = new Set([
  'validate-jwt',
  'validate-azure-ad-token',
  'validate-client-certificate',
  'check-header',
])

export default rule({
  id: 'cors-after-authentication',
  severity: 'info',
  category: 'reliability',
  reach: 'late',
  summary: 'cors stands before the policies that ask who is calling.',
  why: 'A call that is refused before cors was reached is answered without CORS headers: the browser keeps the answer from the page, which sees a failed connection where it should see 401 and sign in again. The documentation asks for cors to be the first policy of inbound (https://learn.microsoft.com/azure/api-management/cors-policy).',
  examples: {
    bad: `<policies>
  <inbound>
    <check-header name="x-shop" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true" />
    <cors>
     ^^^^ cors-after-authentication
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-headers>
        <header>x-shop</header>
      </allowed-headers>
    </cors>
    <base />
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-headers>
        <header>x-shop</header>
      </allowed-headers>
    </cors>
    <check-header name="x-shop" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true" />
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    cors({ element }) {
      const earlier = [...policiesBefore(element)].filter((each) => REFUSING.has(each.name) && isUnconditional(each))
      const first = earlier.at(-1)
      if (first === undefined) return
      const { text } = cx.analysis
      cx.report({
        element,
        message: `What <${first.name}> refuses is answered without CORS headers, so that pages cannot read the answer.`,
        fixes: () =>
          first.parent === element.parent
            ? [
                {
                  title: `Put cors before <${first.name}>`,
                  edits: [
                    {
                      span: { start: first.start, end: first.start },
                      newText:
                        text.slice(element.start, element.end) + layoutOf(text).newline + indentAt(text, first.start),
                    },
                    removeElement(element, text),
                  ],
                  preferred: true,
                },
              ]
            : [],
      })
    },
  }),
})
