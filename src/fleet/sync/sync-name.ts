/** Names of sync objects, and how a name that is too long is shortened: the same text gives the same name on every run. */

/** Where RootSyncs and their reconcilers live, and nothing else may. */
export const CONTROLLER_NAMESPACE = 'config-management-system'

/** Longest name of a RootSync: the label value `config-management-system_<name>` may have 63 characters. */
export const LONGEST_ROOT_SYNC = 38
/** Longest sum of a RepoSync's name and namespace. */
export const LONGEST_REPO_SYNC = 45
/** Longest name of a Flux object: its name becomes a label's value. */
export const LONGEST_FLUX_NAME = 63

const HASH_LENGTH = 8

/**
 * The name itself when it has at most `longest` characters, else its beginning, a dash and the FNV-1a hash of the whole
 * name in 8 hexadecimal digits: for 38 characters `<first 29>-<8 hex>`.
 */
export function shortName(name: string, longest: number): string {
  if (name.length <= longest) return name
  const stem = name.slice(0, Math.max(longest - HASH_LENGTH - 1, 1)).replace(/[-.]+$/, '')
  return `${stem}-${fnv1a(name)}`
}

/** FNV-1a of 32 bits over the text's UTF-8 bytes, as 8 hexadecimal digits (draft-eastlake-fnv). */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of utf8(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** A directory as a part of a name: `apps/Multus_CNI` is `apps-multus-cni`. */
export function nameOfDir(dir: string): string {
  return dir.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
}

/** Whether a text is a DNS-1123 subdomain, which names of objects have to be. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(name)
}

/** The name of the reconciler that Config Sync starts: `root-reconciler` for `root-sync`, `ns-reconciler-<ns>` for `repo-sync`. */
export function reconcilerName(kind: 'RootSync' | 'RepoSync', namespace: string, name: string): string {
  if (kind === 'RootSync') return name === 'root-sync' ? 'root-reconciler' : `root-reconciler-${name}`
  return name === 'repo-sync' ? `ns-reconciler-${namespace}` : `ns-reconciler-${namespace}-${name}-${name.length}`
}

function utf8(text: string): number[] {
  return [...text].flatMap((character) => {
    const code = character.codePointAt(0)!
    if (code < 0x80) return [code]
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)]
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
  })
}
