/** A word or a form of C# that can be written where the cursor is. */
export interface WordOffer {
  readonly label: string
  readonly summary: string
  /** In snippet syntax; absent: the word itself. */
  readonly snippet?: string
}

const word = (label: string, summary: string, snippet?: string): WordOffer => ({
  label,
  summary,
  ...(snippet !== undefined && { snippet }),
})

const BLOCK = '\n{\n\t$0\n}'

/** Where a statement may begin. */
export const statementWords: readonly WordOffer[] = [
  word('return', 'Ends the expression, or the function around it, with a value.', 'return ${1:value};$0'),
  word('var', 'A variable whose type is that of its value.', 'var ${1:name} = ${2:value};$0'),
  word('if', 'Runs a block when a condition is true.', `if (\${1:condition})${BLOCK}`),
  word('foreach', 'Runs a block for each item of a sequence.', `foreach (var \${1:item} in \${2:items})${BLOCK}`),
  word(
    'for',
    'Runs a block while a counter goes up.',
    `for (var \${1:i} = 0; \${1:i} < \${2:count}; \${1:i}++)${BLOCK}`,
  ),
  word('while', 'Runs a block as long as a condition is true.', `while (\${1:condition})${BLOCK}`),
  word('do', 'Runs a block once, and again as long as a condition is true.', 'do\n{\n\t$0\n}\nwhile (${1:condition});'),
  word(
    'switch',
    'Chooses among statements by a value.',
    'switch (${1:value})\n{\n\tcase ${2:one}:\n\t\t$0\n\t\tbreak;\n\tdefault:\n\t\tbreak;\n}',
  ),
  word(
    'try',
    'Runs a block and catches its exceptions.',
    'try\n{\n\t$0\n}\ncatch (Exception ${1:exception})\n{\n\t$2\n}',
  ),
  word('using', 'Disposes of a resource behind a block.', `using (var \${1:resource} = \${2:value})${BLOCK}`),
  word('throw', 'Throws an exception.', 'throw new ${1:Exception}(${2:message});$0'),
  word('const', 'A value that never changes.', 'const ${1:string} ${2:name} = ${3:value};$0'),
]

/** In the block of a loop. */
export const loopWords: readonly WordOffer[] = [
  word('break', 'Leaves the loop or the switch.', 'break;'),
  word('continue', 'Goes on with the next turn of the loop.', 'continue;'),
]

/** In the block of a `switch`. */
export const switchWords: readonly WordOffer[] = [
  word('case', 'The statements for one value.', 'case ${1:value}:\n\t$0\n\tbreak;'),
  word('default', 'The statements for every other value.', 'default:\n\t$0\n\tbreak;'),
  ...loopWords.slice(0, 1),
]

/** Behind the block of an `if`. */
export const elseWords: readonly WordOffer[] = [
  word('else', 'Runs a block when the condition is false.', `else${BLOCK}`),
  word('else if', 'Asks another condition when the first one is false.', `else if (\${1:condition})${BLOCK}`),
]

/** Behind the block of a `try`. */
export const catchWords: readonly WordOffer[] = [
  word('catch', 'Runs a block when an exception is thrown.', `catch (Exception \${1:exception})${BLOCK}`),
  word('finally', 'Runs a block in any case.', `finally${BLOCK}`),
]

/** Where a value may begin. */
export const valueWords: readonly WordOffer[] = [
  word('new', 'Makes an object.'),
  word('true', 'The truth value that a condition is met.'),
  word('false', 'The truth value that a condition is not met.'),
  word('null', 'No object.'),
  word('typeof', 'The type object of a type.', 'typeof(${1:type})$0'),
  word('default', 'The value that a type has before it is given one.', 'default(${1:type})$0'),
  word('nameof', 'The name of a variable or member as text.', 'nameof(${1:name})$0'),
  word('from', 'Begins a query: `from x in items where … select …`.', 'from ${1:item} in ${2:items} select ${0:item}'),
]

/** Behind a value. */
export const operatorWords: readonly WordOffer[] = [
  word('is', 'Asks whether a value is of a type or matches a pattern.'),
  word('as', 'Takes a value as a type, or null when it is of another.'),
]

/** Behind a value in a query. */
export const queryWords: readonly WordOffer[] = [
  word('where', 'Leaves items out.', 'where ${1:condition}'),
  word('select', 'Ends the query with what each item becomes.', 'select ${1:item}'),
  word('orderby', 'Sorts the items by a key.', 'orderby ${1:key}'),
  word('group', 'Ends the query with groups of items.', 'group ${1:item} by ${2:key}'),
  word('let', 'Names a value for each item.', 'let ${1:name} = ${2:value}'),
  word(
    'join',
    'Pairs items with those of another sequence.',
    'join ${1:other} in ${2:others} on ${3:key} equals ${4:otherKey}',
  ),
  word('into', 'Goes on with the result under another name.', 'into ${1:name}'),
  word('ascending', 'Sorts the smallest first, as without the word.'),
  word('descending', 'Sorts the largest first.'),
]

/** Words that name types. */
export const typeWords: readonly WordOffer[] = (
  [
    ['string', 'Text.'],
    ['int', 'A whole number of 32 bits.'],
    ['long', 'A whole number of 64 bits.'],
    ['bool', 'true or false.'],
    ['double', 'A floating-point number of 64 bits.'],
    ['decimal', 'A decimal number with 28 significant digits.'],
    ['char', 'One UTF-16 unit of text.'],
    ['byte', 'A whole number from 0 to 255.'],
    ['object', 'Any value.'],
  ] as const
).map(([label, summary]) => word(label, summary))
