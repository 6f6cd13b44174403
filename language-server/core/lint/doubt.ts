import type { AttributeDispute, AttributeSpec } from '../catalog/policy.ts'

/** Whether the sources leave room for a mistake in a finding on this attribute, so that it is at most a warning. */
export const isDoubtful = ({ undocumented, disputed }: AttributeSpec, about: AttributeDispute): boolean =>
  undocumented === true || disputed?.includes(about) === true
