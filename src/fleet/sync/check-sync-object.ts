/** Rules about one RootSync or RepoSync: every rejection of Config Sync's validator that needs no cluster. */

import type { Field } from '#krm/field.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { checkSource } from './check-source.ts'
import { REJECTIONS } from './rejection-findings.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'
import { SOURCE_TYPES, textAt, type SyncObject } from './sync-object.ts'
import { CONTROLLER_NAMESPACE, isObjectName, LONGEST_REPO_SYNC, LONGEST_ROOT_SYNC, reconcilerName } from './sync-name.ts'

/** Config Sync's annotation for what happens to the objects when the RootSync goes. */
const DELETION_POLICY = 'configsync.gke.io/deletion-propagation-policy'

/** Reports everything that is wrong with one object. Config Sync stops at the first error; here all are named. */
export function checkSyncObject(sync: SyncObject, results: Results): void {
  checkMetadata(sync, results)
  const { resource, sourceType, source, sourceFormat } = sync
  const spec = resource.field('spec')
  if (sourceFormat === undefined) {
    report(results, SYNC_FINDINGS.noSourceFormat, 'spec.sourceFormat is not set, which means hierarchy; set unstructured', spec.child('sourceFormat'))
  } else oneOf(spec.child('sourceFormat'), ['unstructured', 'hierarchy'], results)
  const type = SOURCE_TYPES.find((known) => known === (sourceType?.value ?? 'git'))
  if (type === undefined) report(results, REJECTIONS.sourceType, `spec.sourceType is "${sourceType!.value}"; write one of ${SOURCE_TYPES.join(', ')}`, sourceType!.from)
  else if (source === undefined) report(results, REJECTIONS.missingField, `spec.${type} is missing: the source type is ${type}`, spec.child(type))
  else checkSource(source, results)
  checkOverride(sync, results)
}

function checkMetadata({ resource, kind, name, namespace }: SyncObject, results: Results): void {
  const isController = namespace === CONTROLLER_NAMESPACE
  if ((kind === 'RootSync') !== isController) {
    const message = kind === 'RootSync' ? `a RootSync has to be in ${CONTROLLER_NAMESPACE}, this one is in ${namespace || 'no namespace'}` : `a RepoSync cannot be in ${CONTROLLER_NAMESPACE}; move it to the namespace that it manages`
    report(results, REJECTIONS.namespace, message, resource.field('metadata', 'namespace'))
  }
  const [length, longest, what] = kind === 'RootSync' ? [name.length, LONGEST_ROOT_SYNC, 'name'] : [name.length + namespace.length, LONGEST_REPO_SYNC, 'name and namespace together']
  if (length > longest) {
    report(results, REJECTIONS.name, `${what} of ${resource.describe()} have ${length} characters, Config Sync allows ${longest}`, resource.field('metadata', 'name'))
  } else if (!isObjectName(reconcilerName(kind, namespace, name)) || !isObjectName(name)) {
    report(results, REJECTIONS.name, `"${name}" is no DNS-1123 name: lower case letters, digits, dashes and dots`, resource.field('metadata', 'name'))
  }
  const policy = resource.annotations.get(DELETION_POLICY)
  if (policy !== undefined && policy !== 'Foreground' && policy !== 'Orphan') {
    report(results, REJECTIONS.deletionPolicy, `${DELETION_POLICY} is "${policy}"; write Foreground or Orphan`, resource.field('metadata', 'annotations', DELETION_POLICY))
  }
}

function checkOverride({ kind, resource, override, source }: SyncObject, results: Results): void {
  oneOf(override.child('statusMode'), ['enabled', 'disabled'], results)
  if (kind === 'RepoSync') {
    const fields = [override.child('namespaceStrategy'), override.child('roleRefs'), ...(source?.type === 'helm' ? [source.at.child('namespace'), source.at.child('deployNamespace')] : [])]
    for (const field of fields) if (field.exists) report(results, REJECTIONS.repoSyncField, `${field.name} is known to RootSyncs only; remove it from ${resource.describe()}`, field)
  } else oneOf(override.child('namespaceStrategy'), ['implicit', 'explicit'], results)
  for (const ref of override.child('roleRefs').children()) {
    oneOf(ref.child('kind'), ['Role', 'ClusterRole'], results)
    if (ref.child('kind').string === 'Role' && textAt(ref.child('namespace')) === undefined) {
      report(results, REJECTIONS.roleNamespace, `${ref.name} is a Role without a namespace; add it, or take a ClusterRole`, ref)
    }
  }
  for (const container of override.child('resources').children()) {
    for (const key of ['cpuRequest', 'cpuLimit', 'memoryRequest', 'memoryLimit']) {
      const quantity = container.child(key)
      if (quantity.scalarText?.startsWith('-') && /[1-9]/.test(quantity.scalarText)) report(results, REJECTIONS.negative, `${quantity.name} is ${quantity.scalarText}: below zero`, quantity)
    }
  }
  const depth = override.child('gitSyncDepth').value
  if (typeof depth === 'number' && depth < 0) report(results, REJECTIONS.negative, `${override.name}.gitSyncDepth is ${depth}: below zero`, override.child('gitSyncDepth'))
  for (const ref of source?.type === 'helm' ? source.at.child('valuesFileRefs').children() : []) {
    if (textAt(ref.child('name')) === undefined) report(results, REJECTIONS.valuesFile, `${ref.name} names no ConfigMap`, ref)
  }
}

function oneOf(field: Field, known: readonly string[], results: Results): void {
  const text = textAt(field)
  if (text === undefined || known.includes(text.value)) return
  report(results, REJECTIONS.enumeration, `${field.name} is "${text.value}"; write one of ${known.join(', ')}`, field)
}
