import type { Platform } from './platform.ts'

/** Answers live in the state of the workspace, beside nothing secret. */
const PREFIX = 'answer:'

/** @param is tells whether what an earlier version may have kept can still be used. */
export function recall<T>(
  { context }: Platform,
  key: string | undefined,
  is: (value: unknown) => value is T,
): T | undefined {
  const value = key === undefined ? undefined : context.workspaceState.get<unknown>(PREFIX + key)
  return is(value) ? value : undefined
}

export async function remember({ context }: Platform, key: string | undefined, value: unknown): Promise<void> {
  if (key !== undefined) await context.workspaceState.update(PREFIX + key, value)
}

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
