const BEYOND_LATIN = /[^\0-\xff]/

/**
 * The same text, stored in one piece. V8 stores an edited text as a chain of pieces, and looks for the right one at each character
 * that is asked for: the check of a document of 50 KB took a fifth longer. A text with characters beyond Latin-1, as few have, stays as it is.
 */
export const inOnePiece = (text: string): string =>
  BEYOND_LATIN.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1')
