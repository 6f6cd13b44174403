import type { JToken } from '../clr/json.ts'
import { jtoken } from '../clr/json.ts'
import { ClrSequence } from '../clr/values.ts'
import { member, type } from '../definition.ts'

function* descendants(self: JToken): Generator<JToken> {
  for (const child of self.children()) {
    yield child
    yield* descendants(child)
  }
}

export default type({
  name: 'Newtonsoft.Json.Linq.JContainer',
  summary: 'JSON that holds other JSON.',
  bases: ['Newtonsoft.Json.Linq.JToken'],
  members: [
    member('int Count', 'How many children it has.', (_call, self: JToken) => self.children().length),
    member(
      'IEnumerable<JToken> Descendants()',
      'All that is in it.',
      (_call, self: JToken) => new ClrSequence(jtoken, () => descendants(self)),
    ),
    member(
      'IEnumerable<JToken> DescendantsAndSelf()',
      'Itself and all that is in it.',
      (_call, self: JToken) => new ClrSequence(jtoken, () => [self, ...descendants(self)][Symbol.iterator]()),
    ),
  ],
})
