/**
 * Cases where we mean to answer otherwise than the recorded C#, with the reason. Mono stands in for .NET Framework 4.x, which the
 * allow-list of API Management speaks of (https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes).
 */
export const differences: Readonly<Record<string, string>> = {
  'numbers-47': "Mono's compiler misreads a number with two separators: 1_000_000 is a million.",
  'numbers-79': 'Math.Round(double) rounds half to even in .NET; Mono 6.8 rounds 2.5 to 3.',
  'strings-66':
    "Mono's compiler hands a null in an interpolated string on as a null array; Roslyn as one null argument, which prints nothing.",
  'casts-62': 'The static type of a dynamic expression is not known here; C# says object.',
  'form-9':
    'A dictionary prints in the order of its additions; .NET, which promises no order, fills the place of a removed entry first.',
  'wrong-types-109': 'TimeSpan has no operator * in .NET Framework; Mono has that of newer .NET.',
}
