/** Rendered resources by themselves and side by side: schemas, duplicates, configs that leak, Secrets. */

import { isPlaceholder } from '#fleet/placeholder.ts'
import { isLocal } from '#fleet/sync/local-config.ts'
import { isLocalFunctionKind } from './function-kinds.ts'
import type { Field } from '#krm/field.ts'
import { formatPlace, placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import type { Rule } from '#krm/rule.ts'
import { RESOURCE_RULES, SECRET_RULES } from '#check/rules/package-rules.ts'

/** Objects with the same group, kind, namespace and name. Local ones are no objects. */
export function checkDuplicates(resources: readonly Resource[]): Result[] {
  const first = new Map<string, Resource>()
  return resources.flatMap((resource) => {
    if (isLocal(resource) || resource.name === '') return []
    const id = JSON.stringify([resource.group, resource.kind, resource.namespace, resource.name])
    const other = first.get(id)
    if (other === undefined) return first.set(id, resource), []
    const message = `${resource.describe()} stands in ${formatPlace(placeOf(other)).replace(/:\d+$/, '') || 'this package'} already: Config Sync refuses both (KNV1029); remove one`
    return [{ ...finding(RESOURCE_RULES.duplicate, message, resource.field('metadata', 'name')), related: [{ message: 'the same object', place: placeOf(other.field('metadata', 'name')) }] }]
  })
}

/** Function configs that a puller would try to apply. */
export function checkLeaks(resources: readonly Resource[]): Result[] {
  return resources.flatMap((resource) => {
    if (isLocal(resource) || !isLocalFunctionKind(resource)) return []
    return [finding(RESOURCE_RULES.leak, `${resource.describe()} is the config of a function and would be deployed: annotate it config.kubernetes.io/local-config: "true"`, resource.field('kind'))]
  })
}

/** Keys of a Secret that hold what everybody may know. */
const PUBLIC_KEYS = /^(?:ca\.crt|tls\.crt|ca\.pem|cert|ca-bundle\.crt|namespace|type|url|username|user|name|server)$/

/**
 * Secrets whose values can be read in git. No value is part of a message. `isFinal` says of a field that nobody is to
 * write it yet.
 */
export function checkSecret(resource: Resource, isFinal: (field: Field) => boolean): Result[] {
  if (resource.kind !== 'Secret' || resource.group !== '' || resource.field('sops').exists) return []
  const literal = [...resource.field('stringData').children(), ...resource.field('data').children()].filter((field) => isLiteral(field) && isFinal(field))
  const [first] = literal
  if (first === undefined) return []
  const keys = literal.map(({ path }) => String(path.at(-1)))
  const shown = keys.length > 3 ? `${keys.slice(0, 3).join(', ')} and ${keys.length - 3} more` : keys.join(', ')
  return [finding(SECRET_RULES.literal, `${resource.describe()} has its values in git (${shown}): encrypt it or let the cluster make it, and change the values`, first)]
}

/** Scripts and configuration files: charts keep them in Secrets, although often nothing in them is secret. */
const FILE = /\.(?:sh|conf|ini|cfg|toml|ya?ml|json|properties|py|lua)$/
/** A password and the like, given inside a file: no reference to a variable, no empty value. */
const CREDENTIAL_INSIDE = /(?:passw(?:or)?d|passwd|token|secret|api[-_]?key)["']?[ \t]*[=:][ \t]*["']?(?!true\b|false\b|null\b)[^\s"'${<(]{3}/i

function isLiteral(field: Field): boolean {
  const text = field.scalarText ?? ''
  const key = String(field.path.at(-1))
  const plain = field.path[0] === 'data' ? decoded(text) : text
  if (text.trim() === '' || PUBLIC_KEYS.test(key) || isPlaceholder(plain) || /^(?:ENC\[|\$\{[^}]*\}$|<[^>]*>$)/.test(plain)) return false
  const isFile = FILE.test(key) || /^(?:#!|[A-Za-z_]+=)/.test(plain) || (plain.trim().includes('\n') && !plain.includes('PRIVATE KEY'))
  return !isFile || CREDENTIAL_INSIDE.test(plain)
}

/** Base64 as text, as far as it is ASCII: enough to know a placeholder. */
function decoded(base64: string): string {
  if (base64.length > 400 || !/^[A-Za-z0-9+/=\s]*$/.test(base64)) return base64
  try {
    return atob(base64)
  } catch {
    return base64
  }
}

const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\\n|\s)+[A-Za-z0-9+/]{40}/

/** A PEM private key anywhere in a resource that is no Secret. */
export function checkPrivateKey(resource: Resource): Result[] {
  if (resource.kind === 'Secret') return []
  const at = PRIVATE_KEY.exec(resource.text)?.index
  if (at === undefined) return []
  const position = resource.position(at)
  const { code, severity } = SECRET_RULES.privateKey
  return [{ code, severity, message: `${resource.describe()} holds a private key: remove it from the history of the repository and make a new one`, place: { ...placeOf(resource), ...(position !== undefined && { position }) } }]
}

function finding({ code, severity }: Rule, message: string, at: Field): Result {
  return { code, severity, message, place: placeOf(at) }
}
