import { attribute } from '../../syntax/query.ts'
import { addAttributes } from '../fixes/attributes.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'jwt-scope-separator',
  severity: 'info',
  category: 'security',
  reach: 'element',
  summary: 'A check of the scopes of a token splits them at the blanks.',
  why: 'A token carries its scopes as one text, `Orders.Read Orders.Write`. Without a separator that text is compared as a whole, so that a caller who has one more scope than the policy names is refused.',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
    <required-claims>
      <claim name="scp" match="any">
             ^^^^^^^^^^ jwt-scope-separator
        <value>Orders.Read</value>
        <value>Orders.Write</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <openid-config url="https://login.contoso.com/.well-known/openid-configuration" />
    <audiences>
      <audience>orders</audience>
    </audiences>
    <required-claims>
      <claim name="scp" match="any" separator=" ">
        <value>Orders.Read</value>
        <value>Orders.Write</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    claim({ element, parent }) {
      if (parent?.name !== 'required-claims') return
      const name = attribute(element, 'name')
      const claim = name?.value?.raw.trim()
      if (name === undefined || (claim !== 'scp' && claim !== 'scope')) return
      if (attribute(element, 'separator') !== undefined) return
      // Without values only the presence of the claim is checked.
      if (!element.children.some((child) => child.kind === 'element' && child.name === 'value')) return
      cx.report({
        element,
        span: { start: name.start, end: name.end },
        message: `The claim '${claim}' is one text with blanks between its scopes; without a separator it is compared as a whole.`,
        fixes: () => [
          { title: 'Add separator=" "', edits: [addAttributes(element, [['separator', ' ']])], preferred: true },
        ],
      })
    },
  }),
})
