import { callProtectedApi, keyNameOf } from '../call-address.ts'
import { clientIdNotes, consumer, isNamed } from '../consumer.ts'

/** https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy */
export default consumer({
  name: 'api-management',
  label: 'API Management: policy of an API of another instance',
  settings: (order) => ({
    language: 'apim-policy',
    text: callProtectedApi(undefined, order).after,
    notes: notesOn(order),
  }),
  amend: (file, order) => {
    if (!isNamed(file, '.xml', '.cshtml') || !/^\s*(?:<!--[\s\S]*?-->\s*)*<policies\b/.test(file.text)) return undefined
    const { steps, after } = callProtectedApi(file.text, order)
    const problems = steps.flatMap(({ problems }) => problems)
    return problems.length > 0
      ? { kind: 'refused', reason: problems.join(' ') }
      : {
          kind: 'amended',
          text: after,
          notes: [...steps.flatMap(({ notes, warnings }) => [...warnings, ...notes]), ...notesOn(order)],
        }
  },
})

const notesOn = (order: Parameters<typeof keyNameOf>[0]): readonly string[] => [
  ...clientIdNotes(order.identity),
  ...(order.keyHeader === undefined
    ? []
    : [
        `The API asks for a subscription key too: create the secret named value ${keyNameOf(order)} on the instance that calls, best as a reference to a Key Vault.`,
      ]),
]
