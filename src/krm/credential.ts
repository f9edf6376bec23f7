/** Names whose values nobody may see in a message, a list or a report. */

/** Parts of such names, in any case: alternatives of a regular expression. */
export const CREDENTIAL_WORDS = 'passw|passphrase|token|secret|credential|kubeconfig|api[-_]?key|private[-_]?key'

const CREDENTIAL = new RegExp(CREDENTIAL_WORDS, 'i')

/** Whether a key, a setter or a field is called like a credential. */
export function namesCredential(name: string): boolean {
  return CREDENTIAL.test(name)
}

/** Texts that hold a credential whatever they are called: a private key, a URL with a password, a line or flag that sets one. */
const HOLDS = /-----BEGIN [A-Z ]*PRIVATE KEY-----|:\/\/[^\s/:@"']*:[^\s/@"']+@|(?:passw(?:or)?d|passphrase|token|secret|client-key-data|api[-_]?key)["']?[ \t]*[:=][ \t]*\S/i

/** Whether a text holds a credential, whatever it is called. */
export function holdsCredential(text: string): boolean {
  return HOLDS.test(text)
}

/** The value of a setter or field as a message quotes it: `…` for what nobody may see. */
export function shownValueOf(name: string, text: string): string {
  return namesCredential(name) || holdsCredential(text) ? '…' : text
}
