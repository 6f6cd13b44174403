import { toXml } from '../syntax/convert.ts'
import type { Action } from './action.ts'
import { wholeDocument } from './parts/whole-document.ts'

/** What it makes can be read in either format. */
const action: Action = {
  id: 'content-format-xml',
  kind: 'refactor.rewrite',
  offer(place) {
    if (place.analysis.tree.dialect === 'xml') return undefined
    return wholeDocument(place, {
      title: 'Convert the document to the format xml: expressions escaped',
      convert: toXml,
    })
  },
}
export default action
