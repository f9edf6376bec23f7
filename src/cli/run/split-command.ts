/** The words of a command line, or what keeps it from being one. */
export type Words =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly reason: string }

const SPACE = new Set([' ', '\t', '\r', '\n'])

/**
 * Splits a Kptfile's `exec` as kpt does (it uses google/shlex): words at blanks and line ends; single quotes take
 * everything as it is; a backslash, outside quotes and in double quotes, takes the next character as it is, whatever it
 * is (so `"a\nb"` is `anb`, and backslash and newline keep the newline); `#` at the start of a word begins a comment to
 * the end of the line. Nothing is expanded: `$HOME`, `*`, `~`, `;` and `|` are ordinary characters.
 */
export function splitCommand(line: string): Words {
  const words: string[] = []
  const characters = [...line]
  let at = 0
  while (at < characters.length) {
    const character = characters[at] ?? ''
    if (SPACE.has(character)) at++
    else if (character === '#') at = endOfLine(characters, at)
    else {
      const word = readWord(characters, at)
      if (!word.ok) return word
      words.push(word.text)
      at = word.end
    }
  }
  return { ok: true, words }
}

function endOfLine(characters: readonly string[], from: number): number {
  const end = characters.indexOf('\n', from)
  return end < 0 ? characters.length : end
}

type Word = { ok: true; text: string; end: number } | { ok: false; reason: string }

function readWord(characters: readonly string[], from: number): Word {
  let text = ''
  let quote = ''
  let at = from
  for (; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (quote === '' && SPACE.has(character)) break
    if (character === '\\' && quote !== "'") {
      at++
      if (at === characters.length) return { ok: false, reason: 'it ends after a backslash' }
      text += characters[at]
    } else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote) quote = ''
    else text += character
  }
  return quote === '' ? { ok: true, text, end: at } : { ok: false, reason: `a quotation mark ${quote} is not closed` }
}
