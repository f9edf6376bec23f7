/**
 * What a terminal may act upon or a reader cannot see: control characters (C0, DEL, C1), format characters (bidi
 * overrides and isolates, zero-width joiners and spaces, byte order marks, tags), line and paragraph separators, halves
 * of surrogate pairs, and whatever else prints as nothing. Variation selectors 1 to 16 stay: emoji need them.
 */
const UNPRINTABLE = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/** Which control characters are the layout of the text itself. */
export type Layout = 'one line' | 'tabs' | 'lines and tabs'

const KEPT: Readonly<Record<Layout, string>> = { 'one line': '', tabs: '\t', 'lines and tabs': '\n\t' }

/**
 * The text with everything invisible or active as `\u{..}`, so that a name in a package cannot move the cursor, retitle
 * the window or reorder what is read. Text for humans goes through here; data on standard output does not.
 */
export function printable(text: string, layout: Layout = 'one line'): string {
  return text.replace(UNPRINTABLE, (character) => (KEPT[layout].includes(character) ? character : escaped(character)))
}

/** The text as one quoted word: quotes and backslashes escaped, `\n` and `\t` by name, the rest as `printable`. */
export function quoted(text: string): string {
  return `"${printable(text.replace(/["\\\n\t\r]/g, (character) => NAMED[character] ?? character))}"`
}

const NAMED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' }

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
