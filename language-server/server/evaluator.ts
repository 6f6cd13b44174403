/** What runs expressions: a chunk of its own, since the server reads policies far more often than it runs them. */
export { evaluate } from '../evaluation/evaluate.ts'
