import { notFound } from './arm-error.ts'
import { requireParents } from './entity.ts'
import type { Answer, Call } from './resource.ts'

/** @param id of the settings, since two paths show them. @throws ArmError 404 */
export function readAuthSettings(call: Call, id: string): Answer {
  requireParents(call)
  const entity = call.cx.store.get(id)
  if (!entity) throw notFound('Authentication settings')
  return {
    status: 200,
    body: {
      id: entity.id,
      name: 'authsettingsV2',
      type: 'Microsoft.Web/sites/config',
      location: call.cx.location,
      properties: entity.content.properties,
    },
  }
}
