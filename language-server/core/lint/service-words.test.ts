import { expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import type { Dialect } from '../syntax/tree.ts'
import { check } from './check.ts'

const words = (text: string, dialect: Dialect = 'xml'): readonly unknown[] =>
  check(analyse(text, { dialect }))
    .filter(({ rule }) => rule.startsWith('syntax-'))
    .map(({ serviceMessage }) => serviceMessage)

/** What .NET's reader says of a document, and where, as Mono's copy of it was seen to: it stops at what it does not expect. */
test.each([
  [
    '<fragment><a b="?x=1&y=2" /></fragment>',
    "'=' is an unexpected token. The expected token is ';'. Line 1, position 23.",
  ],
  ['<fragment>1 & 2</fragment>', 'An error occurred while parsing EntityName. Line 1, position 14.'],
  ['<fragment>&nbsp;</fragment>', "Reference to undeclared entity 'nbsp'. Line 1, position 12."],
  ['<fragment>&#xZZ;</fragment>', 'Invalid syntax for a hexadecimal numeric entity reference. Line 1, position 14.'],
  ['<fragment>&#5x;</fragment>', 'Invalid syntax for a decimal numeric entity reference. Line 1, position 14.'],
  ['<fragment>&#1;</fragment>', "'\u0001', hexadecimal value 0x01, is an invalid character. Line 1, position 13."],
  [
    '<fragment>1 < 2</fragment>',
    "Name cannot begin with the ' ' character, hexadecimal value 0x20. Line 1, position 14.",
  ],
  [
    '<fragment><{a} /></fragment>',
    "Name cannot begin with the '{' character, hexadecimal value 0x7B. Line 1, position 12.",
  ],
  [
    '<fragment>\n<value>@(context.Request.Body.As<JObject>())</value>\n</fragment>',
    "The 'JObject' start tag on line 2 position 34 does not match the end tag of 'value'. Line 2, position 47.",
  ],
  [
    '<fragment>@{ for (var i = 0; i<count; i++) { } return ""; }</fragment>',
    "The ';' character, hexadecimal value 0x3B, cannot be included in a name. Line 1, position 37.",
  ],
  [
    '<fragment><a b="1<2" /></fragment>',
    "'<', hexadecimal value 0x3C, is an invalid attribute character. Line 1, position 18.",
  ],
  [
    '<fragment><a b="@(c("x-id"))" /></fragment>',
    "'x-id' is an unexpected token. Expecting white space. Line 1, position 22.",
  ],
  ['<fragment><a b="1"c="2" /></fragment>', "'c' is an unexpected token. Expecting white space. Line 1, position 19."],
  ['<fragment><a b /></fragment>', "'/' is an unexpected token. The expected token is '='. Line 1, position 16."],
  [
    '<fragment><a b= /></fragment>',
    `'/' is an unexpected token. The expected token is '"' or '''. Line 1, position 17.`,
  ],
  [
    '<fragment><a b=c /></fragment>',
    `'c' is an unexpected token. The expected token is '"' or '''. Line 1, position 16.`,
  ],
  ['<fragment><a b="1" b="2" /></fragment>', "'b' is a duplicate attribute name. Line 1, position 20."],
  [
    '<fragment>\n<a>\n</fragment>',
    "The 'a' start tag on line 2 position 2 does not match the end tag of 'fragment'. Line 3, position 3.",
  ],
  [
    '<fragment>\n<a>1</b>\n</fragment>',
    "The 'a' start tag on line 2 position 2 does not match the end tag of 'b'. Line 2, position 7.",
  ],
  [
    '<fragment>\n</choose></fragment>',
    "The 'fragment' start tag on line 1 position 2 does not match the end tag of 'choose'. Line 2, position 3.",
  ],
  ['<fragment />\n</a>', 'Unexpected end tag. Line 2, position 3.'],
  [
    '<fragment><a><b>',
    'Unexpected end of file has occurred. The following elements are not closed: b, a, fragment. Line 1, position 17.',
  ],
  ['<fragment></fragment b>', "'b' is an unexpected token. The expected token is '>'. Line 1, position 22."],
  ['<fragment><!-- a </fragment>', 'Unexpected end of file while parsing Comment has occurred. Line 1, position 29.'],
  [
    '<fragment><a b="c"\n<d /></fragment>',
    "Name cannot begin with the '<' character, hexadecimal value 0x3C. Line 2, position 1.",
  ],
  [
    '<fragment><a b="c>\n<d e="f" /></fragment>',
    "'<', hexadecimal value 0x3C, is an invalid attribute character. Line 2, position 1.",
  ],
  [
    '\n<?xml version="1.0"?>\n<fragment />',
    'Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to appear before it. Line 2, position 3.',
  ],
  ['<fragment><a b="a "b" c" /></fragment>', "'b' is an unexpected token. Expecting white space. Line 1, position 20."],
  [
    '<fragment><a b="c" ;d="e" /></fragment>',
    "Name cannot begin with the ';' character, hexadecimal value 0x3B. Line 1, position 20.",
  ],
  [
    '<fragment><a />',
    'Unexpected end of file has occurred. The following elements are not closed: fragment. Line 1, position 16.',
  ],
  [
    '<fragment><!-- a -- b --></fragment>',
    "An XML comment cannot contain '--', and '-' cannot be the last character. Line 1, position 18.",
  ],
  ['<fragment>]]></fragment>', "']]>' is not allowed in character data. Line 1, position 11."],
  ['<fragment>\u0001</fragment>', "'\u0001', hexadecimal value 0x01, is an invalid character. Line 1, position 11."],
  ['policies', 'Data at the root level is invalid. Line 1, position 1.'],
  ['', 'Root element is missing.'],
  ['<fragment />\n<fragment />', 'There are multiple root elements. Line 2, position 2.'],
])('%j', (text, message) => {
  expect(words(text)).toContain(message)
})

test.each([
  ['@{ return "a; }', /^Unterminated string literal\. {2}Strings that start with a quotation mark/],
  ['@{ if (true) { return 1; ', /^The code block is missing a closing "}" character\./],
  ['@(context.Request.Url.Path.Contains("a")', /^The explicit expression block is missing a closing "\)" character\./],
])('of %s it speaks as Razor does, and names the element', (code, message) => {
  const found = check(analyse(`<fragment><set-body>${code}</set-body></fragment>`)).find(({ rule }) =>
    rule.startsWith('syntax-unterminated-'),
  )
  expect(found?.serviceMessage).toMatch(message)
  expect(found?.element?.name).toBe('set-body')
})

test.each([
  [
    '<rate-limit calls="ten" renewal-period="60" />',
    `'calls' attribute is invalid - The value 'ten' is invalid according to its datatype 'http://www.w3.org/2001/XMLSchema:int' - The string 'ten' is not a valid Int32 value.`,
  ],
  [
    '<rate-limit calls="@(10)" renewal-period="60" />',
    `'calls' attribute is invalid - The value '@(10)' is invalid according to its datatype 'http://www.w3.org/2001/XMLSchema:int' - The string '@(10)' is not a valid Int32 value.`,
  ],
  [
    '<forward-request buffer-response="no" />',
    `'buffer-response' attribute is invalid - The value 'no' is invalid according to its datatype 'http://www.w3.org/2001/XMLSchema:boolean' - The string 'no' is not a valid Boolean value.`,
  ],
  [
    '<set-header name="a" exists-action="replace"><value>b</value></set-header>',
    `'exists-action' attribute is invalid - The value 'replace' is invalid according to its datatype 'String' - The Enumeration constraint failed.`,
  ],
  [
    '<rate-limit calls="10" renewal-period="301" />',
    `'renewal-period' attribute is invalid - The value '301' is invalid.`,
  ],
])('of the value in %s it speaks as schema validation does', (policy, message) => {
  const found = check(analyse(`<fragment>${policy}</fragment>`)).map(({ serviceMessage }) => serviceMessage)
  expect(found).toContain(`The ${message}`)
})
