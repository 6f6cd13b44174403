import { enumeration } from '../definition.ts'

export default enumeration('System.Text.NormalizationForm', 'A Unicode normalization form.', {
  FormC: 1,
  FormD: 2,
  FormKC: 5,
  FormKD: 6,
})
