import { readAuthSettings } from '../auth-settings-document.ts'
import { resource, sitePattern } from '../resource.ts'

/** `getAuthSettingsV2` of the SDK reads here. */
export default resource({
  pattern: `${sitePattern}/config/authsettingsV2/list`,
  get: (call) => readAuthSettings(call, call.id.slice(0, call.id.lastIndexOf('/'))),
})
