import { readAuthSettings } from '../auth-settings-document.ts'
import { contentOf, requireParents } from '../entity.ts'
import { type Answer, resource, sitePattern } from '../resource.ts'

/**
 * How App Service authentication protects a site. The `/list` form, which the portal uses, is the same document here: it
 * holds names of settings, never secrets. https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2
 */
export default resource({
  pattern: `${sitePattern}/config/authsettingsV2`,
  get: (call) => readAuthSettings(call, call.id),
  put: (call): Answer => {
    requireParents(call)
    call.cx.store.put(call.id, { properties: contentOf(call).properties })
    return readAuthSettings(call, call.id)
  },
})
