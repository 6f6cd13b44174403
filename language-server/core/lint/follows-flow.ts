/**
 * Rules that follow variables, bodies or requests through the whole document, which takes most of the time of a check. While a long
 * document is typed they have their say when the typist rests; until then their findings stand where they stood.
 */
export const followsFlow: ReadonlySet<string> = new Set([
  'backend-from-request',
  'body-lost',
  'body-read-twice',
  'default-of-another-type',
  'header-indexer',
  'last-error-outside-on-error',
  'misspelt-variable',
  'overwritten-before-read',
  'possible-null-dereference',
  'redirect-from-request',
  'request-url-from-request',
  'response-in-inbound',
  'unknown-template-parameter',
  'unknown-variable',
  'unused-variable',
  'variable-cast-cannot-succeed',
  'variable-maybe-unset',
])
