/** What was given for an evaluation cannot be read: the context file or the type; the message names the place. */
export class InputError extends Error {
  override readonly name = 'InputError'
}
