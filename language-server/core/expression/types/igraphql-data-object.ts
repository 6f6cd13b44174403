import { argumentNull } from '../clr/clr-exception.ts'
import type { ClrView } from '../clr/context-view.ts'
import { readJson } from '../clr/json-read.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'IGraphQLDataObject',
  summary: 'An object of a GraphQL query.',
  kind: 'interface',
  members: [
    member(
      'JToken this[string name]',
      'A field; null when it is not there.',
      (_call, { model }: ClrView<Readonly<Record<string, unknown>>>, name: string) => {
        if (name === null) throw argumentNull('name')
        return Object.hasOwn(model, name) ? readJson(JSON.stringify(model[name]), 'JToken') : null
      },
    ),
  ],
})
