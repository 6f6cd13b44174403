/** What runs expressions: a chunk of its own, since programs read policies far more often than they run them. */
export { evaluate } from './evaluate.ts'
export { InputError } from './input-error.ts'
export { objectAt } from './read.ts'
