import { member, type } from '../definition.ts'

export default type({
  name: 'IContextBackend',
  summary: 'The back end the request goes to.',
  kind: 'interface',
  members: [
    member('string AzureRegion', 'The region.'),
    member('string Id', 'The identifier.'),
    member('string Type', 'Single or Pool.'),
  ],
})
