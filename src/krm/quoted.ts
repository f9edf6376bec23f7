/** Quoted scalars: from the raw text between the quotes to a string, and back. */

/** A decoded scalar, or why it is none and where (offset in UTF-16 units into the raw text). */
export type Decoded = { readonly value: string } | { readonly error: string; readonly offset: number }

/** The string that raw single-quoted text (without its quotes) stands for. */
export function decodeSingleQuoted(raw: string): Decoded {
  throw new Error(`not written yet: ${raw}`)
}

/** The string that raw double-quoted text (without its quotes) stands for. */
export function decodeDoubleQuoted(raw: string): Decoded {
  throw new Error(`not written yet: ${raw}`)
}

/** `s` in single quotes, on one line. The caller makes sure that `s` holds only printable characters and no line break. */
export function singleQuoted(s: string): string {
  throw new Error(`not written yet: ${s}`)
}

/** `s` in double quotes, on one line: any string can be written so. */
export function doubleQuoted(s: string): string {
  throw new Error(`not written yet: ${s}`)
}
