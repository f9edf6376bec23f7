/** The ConfigMaps and Secrets that sets refer to: found, read as the controller reads them, each reported once. */

import type { Field } from '#krm/field.ts'
import type { ItemList } from '#krm/item-list.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import type { ValueProblem } from './controller-read.ts'
import { deliveredValues, type DeliveredObject, type DeliveredValue } from './delivered.ts'
import { CRS_FINDINGS } from './findings.ts'
import { CRS_LINT } from './lint-findings.ts'
import { SEC_FINDINGS } from './secret-findings.ts'
import { clientSideBytes, LARGEST_ANNOTATIONS, LARGEST_CONFIG_MAP, valueBytes } from './measure.ts'
import { RESOURCE_SET_SECRET } from './names.ts'
import { deliverable, describeIdentity, isListKind } from './payload-object.ts'
import { sameNamespace, type ReadSet, type Reference } from './read-set.ts'

/** What kustomize puts behind a name: ten characters of its own alphabet. */
const HASH_SUFFIX = /^-[bcdfghkmt2456789]{10}$/

const PROBLEMS = { short: CRS_LINT.shortValue, yaml: CRS_LINT.brokenYaml, jsonArray: CRS_LINT.brokenJsonArray, twice: CRS_LINT.repeatedKey } as const

/** Reads and checks what references name. */
export class LintedResources {
  readonly #items: ItemList
  readonly #results: Results
  readonly #read = new Map<Resource, readonly DeliveredObject[]>()

  constructor(items: ItemList, results: Results) {
    this.#items = items
    this.#results = results
  }

  /** The objects behind a reference; none when the controller would not get at them. */
  objectsOf(set: ReadSet, reference: Reference): readonly DeliveredObject[] {
    const found = this.#items.ofKind('', reference.kind).find(({ name, namespace }) => name === reference.name && sameNamespace(namespace, set.namespace))
    if (found === undefined) {
      if (reference.kind === 'ConfigMap') this.#reportMissingConfigMap(set, reference)
      else if (reference.kind === 'Secret') this.#checkFutureSecret(set, reference)
      return []
    }
    if (reference.kind === 'Secret' && !this.#hasRightType(found)) return []
    const read = this.#read.get(found)
    if (read !== undefined) return read
    const objects = this.#lint(found)
    this.#read.set(found, objects)
    return objects
  }

  #reportMissingConfigMap(set: ReadSet, { name, field }: Reference): void {
    const others = this.#items.ofKind('', 'ConfigMap')
    const names = others.filter(({ namespace }) => sameNamespace(namespace, set.namespace)).map((other) => other.name)
    const renamed = names.find((other) => other.startsWith(name) && HASH_SUFFIX.test(other.slice(name.length)))
    if (renamed !== undefined) {
      report(this.#results, CRS_LINT.renamedConfigMap, `the set ${set.name} refers to ConfigMap ${name}, which a generator renamed to ${renamed}; set disableNameSuffixHash or add a nameReference: the controller reports it as applied`, field.child('name'))
      return
    }
    const elsewhere = others.find((other) => other.name === name)
    const near = nearestName(name, names)
    const hint = elsewhere !== undefined ? `there is one in the namespace ${elsewhere.namespace}, which no set here reaches` : near === undefined ? 'add it' : `is it ${near}?`
    report(this.#results, CRS_LINT.missingConfigMap, `the set ${set.name} refers to ConfigMap ${name}, which is not there; ${hint}: the controller reports it as applied`, field.child('name'))
  }

  /** A Secret that is not in the package, as it should be: something that makes it may be. */
  #checkFutureSecret(set: ReadSet, { name, field }: Reference): void {
    const maker = [...this.#items].find((item) => sameNamespace(item.namespace, set.namespace) && secretMadeBy(item) === name)
    if (maker === undefined) {
      report(this.#results, CRS_LINT.missingSecret, `the set ${set.name} refers to Secret ${name}, which nothing in the package makes; until it exists the controller reports the set as applied`, field.child('name'))
      return
    }
    const type = maker.field('spec', ...(maker.kind === 'ExternalSecret' ? ['target', 'template', 'type'] : ['template', 'type']))
    if (type.string === RESOURCE_SET_SECRET) return
    report(this.#results, SEC_FINDINGS.wrongType, `${maker.describe()} makes a Secret of type ${type.string ?? 'Opaque'}, the controller takes only ${RESOURCE_SET_SECRET}`, type)
  }

  #hasRightType(secret: Resource): boolean {
    const type = secret.field('type')
    const hasValues = ['data', 'stringData'].some((key) => secret.field(key).children().length > 0)
    if (hasValues) report(this.#results, SEC_FINDINGS.plainSecret, `${secret.describe()} holds values in the package; base64 is no encryption: make it with an ExternalSecret, or keep it out of git`, secret)
    if (type.string === RESOURCE_SET_SECRET) return true
    report(this.#results, SEC_FINDINGS.wrongType, `${secret.describe()} has the type ${type.string ?? 'Opaque'}, the controller takes only ${RESOURCE_SET_SECRET}`, type)
    return false
  }

  #lint(resource: Resource): DeliveredObject[] {
    const values = deliveredValues(resource)
    this.#checkData(resource, values)
    this.#checkSize(resource)
    this.#checkKeys(resource, values)
    for (const { field, problem } of values) if (problem !== undefined) this.#reportProblem(field, problem)
    const stops = values.some(({ problem }) => problem?.kind === 'short' || problem?.kind === 'yaml')
    const objects = stops ? [] : values.flatMap((value) => value.objects)
    return objects.filter((object) => this.#isDeliverable(resource, object))
  }

  #reportProblem(field: Field, problem: ValueProblem): void {
    const twice = 'the controller takes the last one without a word'
    const whole = `nothing of ${field.resource.describe()} is applied, and only the controller's log says so`
    const effect = { short: whole, yaml: whole, jsonArray: 'nothing of it is applied, and the set is reported as applied', twice }[problem.kind]
    report(this.#results, PROBLEMS[problem.kind], `${field.name} ${problem.message}; ${effect}`, field)
  }

  #checkData(resource: Resource, values: readonly DeliveredValue[]): void {
    const binary = resource.field('binaryData').children()
    if (values.length === 0) report(this.#results, CRS_LINT.noData, `${resource.describe()} has no data${binary.length > 0 ? '; binaryData is never read' : ''}: nothing is applied, and only the controller's log says so`, resource)
    else if (binary.length > 0) report(this.#results, CRS_LINT.noData, `${resource.describe()} also has binaryData, which is never read; put the objects into data`, resource.field('binaryData'))
  }

  #checkSize(resource: Resource): void {
    if (resource.kind !== 'ConfigMap' || resource.text.length < LARGEST_ANNOTATIONS / 4) return
    const value = resource.clone().field().value
    if (value === undefined || isScalar(value) || isList(value)) return
    const plain = deliverable(value)
    const values = valueBytes(plain)
    const clientSide = clientSideBytes(plain)
    if (values > LARGEST_CONFIG_MAP) report(this.#results, CRS_LINT.tooLargeResource, `the values of ${resource.describe()} have ${values} bytes, the API server takes ${LARGEST_CONFIG_MAP}`, resource)
    else if (clientSide > LARGEST_ANNOTATIONS) report(this.#results, CRS_FINDINGS.needsServerSide, `${resource.describe()} has ${clientSide} bytes for kubectl apply, the API server takes ${LARGEST_ANNOTATIONS} in annotations: apply it on the server side`, resource)
  }

  #checkKeys(resource: Resource, values: readonly DeliveredValue[]): void {
    const keys = values.map(({ key }) => key)
    const wrong = keys.findIndex((key, index) => index > 0 && numberIn(key) < numberIn(keys[index - 1]!))
    if (wrong !== -1) report(this.#results, CRS_LINT.keyOrder, `the controller takes the key ${keys[wrong - 1]} of ${resource.describe()} before ${keys[wrong]}: write the numbers with as many digits`, resource.field('data'))
    for (const { field } of values) {
      const node = field.node()
      const isQuoted = node?.kind === 'scalar' && (node.style === 'double' || node.style === 'single')
      if (resource.kind === 'ConfigMap' && isQuoted && (field.scalarText ?? '').split('\n').length > 3) {
        report(this.#results, CRS_LINT.oneLine, `${field.name} is one quoted line: a tab, CRLF or trailing blank made kubectl write it so; remove it and make the ConfigMap again`, field)
      }
    }
  }

  #isDeliverable(resource: Resource, object: DeliveredObject): boolean {
    const name = describeIdentity(object)
    if (isListKind(object.value)) {
      report(this.#results, CRS_LINT.list, `${object.at.name} holds an object of kind ${object.kind}, which the controller does not unpack; write its items as documents`, object.at)
      return false
    }
    const missing = (['apiVersion', 'kind', 'name'] as const).filter((key) => object[key] === '')
    if (missing.length > 0) {
      report(this.#results, CRS_LINT.noKind, `${name} in ${object.at.name} has no ${missing.join(', ')}; applying it fails`, object.at)
      return false
    }
    if (valueOf(valueOf(object.value, 'metadata'), 'resourceVersion') !== undefined) {
      report(this.#results, CRS_LINT.serverFields, `${name} in ${object.at.name} carries metadata.resourceVersion: creating it fails; remove it`, object.at)
    }
    if (resource.kind === 'ConfigMap' && object.kind === 'Secret' && object.group === '') {
      report(this.#results, SEC_FINDINGS.secretInConfigMap, `${name} travels in ${resource.describe()}; wrap it in a Secret of type ${RESOURCE_SET_SECRET} that is made outside of git`, object.at)
    }
    return true
  }
}

/** The Secret that an ExternalSecret or a SealedSecret makes. */
function secretMadeBy(item: Resource): string | undefined {
  if (item.kind === 'SealedSecret') return item.name
  return item.kind === 'ExternalSecret' ? (item.field('spec', 'target', 'name').string ?? item.name) : undefined
}

/** The number at the start of a key; without one, no order can be wrong. */
function numberIn(key: string): number {
  const digits = /^\d+/.exec(key)?.[0]
  return digits === undefined ? Number.POSITIVE_INFINITY : Number(digits)
}
