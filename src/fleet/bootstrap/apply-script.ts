/** The script of a bundle: POSIX sh and kubectl, nothing else; every step may be repeated. */

import { describeIdentity } from '#fleet/cluster-resource-set/payload-object.ts'
import { SYNC_PHASE, type Bundle, type BundleObject, type BundlePhase } from './bundle.ts'
import type { NeededSecret } from './needed-secrets.ts'
import { SCRIPT_FOOT, SCRIPT_HEAD } from './script-text.ts'
import { shellWord } from './shell-word.ts'

/** Kinds that `kubectl rollout status` knows. */
const ROLLED_OUT = new Set(['Deployment', 'DaemonSet', 'StatefulSet'])

/** The whole script. */
export function applyScript(bundle: Bundle, secrets: readonly NeededSecret[]): string {
  const steps = bundle.phases.filter(({ name }) => name !== SYNC_PHASE).flatMap(stepsOf)
  const crds = [...new Set(bundle.syncs.map(crdOf))]
  const lines = [
    ...steps,
    ...(bundle.bringsAgent ? [] : crds.map((crd) => `need_crd ${shellWord(crd)}`)),
    ...secrets.map(({ namespace, name, required }) => `need_secret ${[namespace, name, ...required].map(shellWord).join(' ')}`),
    ...(secrets.length > 0 ? ['stop_if_missing'] : []),
    `apply ${SYNC_PHASE}.yaml`,
    ...bundle.syncs.map((sync) => [waitFor(sync), crdOf(sync), sync.namespace, sync.name].map(shellWord).join(' ')),
  ]
  return `${SCRIPT_HEAD.replaceAll('@CLUSTER@', () => shellWord(bundle.cluster))}\n${lines.join('\n')}\n\n${SCRIPT_FOOT}`
}

function stepsOf({ name, objects }: BundlePhase): string[] {
  const crds = objects.filter(({ kind, group }) => kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io')
  return [
    `apply ${name}.yaml`,
    ...(crds.length > 0 ? [`established ${crds.map((crd) => shellWord(crd.name)).join(' ')}`] : []),
    ...objects.filter(({ group, kind }) => group === 'apps' && ROLLED_OUT.has(kind)).map((object) => `rolled_out ${[object.kind.toLowerCase(), object.namespace, object.name].map(shellWord).join(' ')}`),
  ]
}

function waitFor({ group }: BundleObject): string {
  return group === 'configsync.gke.io' ? 'synced' : 'ready'
}

/** The name of the CRD of a sync object, by which kubectl takes the kind whatever else is called like it. */
export function crdOf(sync: BundleObject): string {
  const kind = sync.kind.toLowerCase()
  const plural = kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`
  if (!/^[a-z]+$/.test(kind)) throw new Error(`no plural for ${describeIdentity(sync)}`)
  return `${plural}.${sync.group}`
}
