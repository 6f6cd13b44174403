import { entityResource } from '../entity.ts'
import { siteSpec } from '../site-entity.ts'

export default entityResource(siteSpec)
