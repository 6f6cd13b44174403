import { enumeration } from '../definition.ts'

export default enumeration('ProductState', 'Whether a product is published.', { NotPublished: 0, Published: 1 })
