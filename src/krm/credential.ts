/** Names whose values nobody may see in a message, a list or a report. */

/** Parts of such names, in any case: alternatives of a regular expression. */
export const CREDENTIAL_WORDS = 'passw|passphrase|token|secret|credential|kubeconfig|api[-_]?key|private[-_]?key'

const CREDENTIAL = new RegExp(CREDENTIAL_WORDS, 'i')

/** Whether a key, a setter or a field is called like a credential. */
export function namesCredential(name: string): boolean {
  return CREDENTIAL.test(name)
}
