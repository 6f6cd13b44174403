/** A policy that cannot run as it is written. The request that reaches it is answered 500 with this message. */
export class CompileError extends Error {}
