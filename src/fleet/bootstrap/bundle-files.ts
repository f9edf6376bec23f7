/** The files of a bundle. The same bundle always gives the same bytes. */

import { applyScript } from './apply-script.ts'
import type { Bundle } from './bundle.ts'
import { digestList } from './digests.ts'
import { neededSecrets, secretsPage } from './needed-secrets.ts'

export const SCRIPT_FILE = 'apply.sh'
export const SECRETS_FILE = 'secrets.txt'
export const DIGESTS_FILE = 'SHA256SUMS'

/** Text by file name, in the order of names: phases, the script, the Secrets that somebody creates, and the digests of all. */
export function bundleFiles(bundle: Bundle): Map<string, string> {
  const secrets = neededSecrets(bundle.syncs)
  const files = new Map<string, string>()
  for (const { name, objects } of bundle.phases) files.set(`${name}.yaml`, objects.map(({ text }) => text).join('---\n'))
  files.set(SCRIPT_FILE, applyScript(bundle, secrets))
  files.set(SECRETS_FILE, secretsPage(bundle.cluster, secrets))
  files.set(DIGESTS_FILE, digestList(files))
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
