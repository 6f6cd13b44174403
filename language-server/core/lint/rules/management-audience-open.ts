import type { Meaning } from '../../model/analysis.ts'
import { type Context, rule } from '../rule.ts'
import { isManagementAudience, readTokenCheck } from '../token-check.ts'

export default rule({
  id: 'management-audience-open',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'A check for tokens of Azure Resource Manager names the callers that are meant.',
  why: 'Every user, application and managed identity of the tenant can get a token for https://management.azure.com; the audience alone lets all of them in.',
  remedy:
    'Name the callers in <client-application-ids>, or demand the claim `appid`, `oid` or `roles`. A registration of your own as audience is better still.',
  examples: {
    bad: `<fragment>
  <validate-azure-ad-token tenant-id="{{tenant}}">
   ^^^^^^^^^^^^^^^^^^^^^^^ management-audience-open
    <audiences>
      <audience>https://management.azure.com/</audience>
    </audiences>
  </validate-azure-ad-token>
</fragment>`,
    good: `<fragment>
  <validate-azure-ad-token tenant-id="{{tenant}}">
    <client-application-ids>
      <application-id>{{data-factory-client-id}}</application-id>
    </client-application-ids>
    <audiences>
      <audience>https://management.azure.com/</audience>
    </audiences>
  </validate-azure-ad-token>
</fragment>`,
  },
  check: (cx) => ({
    'validate-jwt': (meaning) => look(cx, meaning),
    'validate-azure-ad-token': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { audiences, hasClients, isTemplated } = readTokenCheck(meaning, cx.analysis)
  const audience = audiences.find((each) => each !== undefined && isManagementAudience(each))
  if (audience === undefined || hasClients || isTemplated) return
  cx.report({
    element: meaning.element,
    message: `Every identity of the tenant can get a token for '${audience}', and no caller is named.`,
  })
}
