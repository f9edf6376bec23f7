/** Names whose values nobody may see in a message, a list or a report. */

const CREDENTIAL = /passw|passphrase|passwd|token|secret|credential|kubeconfig|api-?key|private-?key/i

/** Whether a key, a setter or a field is called like a credential. */
export function namesCredential(name: string): boolean {
  return CREDENTIAL.test(name)
}
