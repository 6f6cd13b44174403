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
  severity: 'warning',
  category: 'reliability',
  summary: 'cors stands before the policies that ask who is calling.',
  why: "A browser's preflight request carries no token, no key and no header of its own. Where it is refused before cors can answer it, no page of another origin can call the API.",
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
        message: `<${first.name}> refuses preflight requests, which carry no credentials, before cors can answer them.`,
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
