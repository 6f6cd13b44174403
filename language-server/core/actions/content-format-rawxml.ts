import { toRawXml } from '../syntax/convert.ts'
import type { Action } from './action.ts'
import { wholeDocument } from './parts/whole-document.ts'

const action: Action = {
  id: 'content-format-rawxml',
  kind: 'refactor.rewrite',
  offer(place) {
    const offer = wholeDocument(place, {
      title: 'Convert the document to the format rawxml: expressions as plain C#',
      convert: toRawXml,
    })
    if (offer === undefined || 'disabled' in offer || place.analysis.tree.dialect === 'rawxml') return offer
    return {
      ...offer,
      note: 'The document is in the format rawxml now: set policywright.contentFormat, or contentFormat in policywright.json, to rawxml for it.',
    }
  },
}
export default action
