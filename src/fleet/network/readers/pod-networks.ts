/** Fixed addresses that pods ask for in the annotation `k8s.v1.cni.cncf.io/networks`, in pods and in templates of pods. */

import { NetworkDraft } from '#fleet/network/draft.ts'
import { isLocal, type Gathering } from '#fleet/network/gathering.ts'
import { readJsonField, type JsonValue } from '#fleet/network/json-field.ts'
import type { Network } from '#fleet/network/model.ts'
import { readHost } from '#fleet/network/read-addresses.ts'
import { ATTACHMENT_RULES } from '#fleet/network/rules/attachments.ts'
import { nameOf } from '#fleet/network/spot.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { textAt, textsAt } from './json-values.ts'

/** Network Plumbing Working Group, multi-net-spec, section 4.1. */
const ANNOTATION = 'k8s.v1.cni.cncf.io/networks'

const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', []],
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
])

/** Kinds that hold pods or templates of pods. */
export const POD_KINDS: readonly string[] = [...TEMPLATES.keys()]

/** Reads the addresses that an object's pods ask for. The short form of the annotation, names only, asks for none. */
export function readPodNetworks(resource: Resource, into: Gathering): void {
  if (!resource.text.includes(ANNOTATION) || isLocal(resource)) return
  const field = resource.field(...TEMPLATES.get(resource.kind)!, 'metadata', 'annotations', ANNOTATION)
  if (field.string === undefined || !/^\s*[[{]/.test(field.string)) return
  const json = readJsonField(field)!
  if ('message' in json) {
    into.report({ rule: ATTACHMENT_RULES.badJson, message: `${nameOf(json.at)} is no JSON: ${json.message}`, at: json.at })
    return
  }
  const { root } = json
  for (const item of root.node.kind === 'list' ? root.items() : [root]) readElement(item, resource, field, into)
}

function readElement(item: JsonValue, resource: Resource, field: Field, into: Gathering): void {
  const texts = textsAt(item, 'ips', into)
  const name = textAt(item, 'name', into)
  if (texts.length === 0 || name === undefined) return
  const cluster = into.clusterOf(resource)
  const attachment = attachmentOf(into, cluster?.name, textAt(item, 'namespace', into)?.value ?? resource.namespace, name.value)
  const draft = new NetworkDraft('pod', resource, name.value, { field }, cluster)
  draft.instance = attachment?.domain.instance
  draft.vrf = attachment?.domain.vrf
  draft.master = attachment?.domain.master
  draft.vlan = attachment?.domain.vlan
  draft.bridge = attachment?.domain.bridge
  const replicas = resource.field('spec', 'replicas').value
  if (resource.kind === 'DaemonSet') draft.trait('each node')
  else if (typeof replicas === 'number' && replicas > 1) draft.trait(`${replicas} replicas`)
  for (const text of texts) {
    const host = readHost(text, into.report)
    if (host !== undefined) draft.address('host', host.address, text, undefined, host.prefix)
  }
  into.networks.push(draft.finish())
}

/** The definition that a name refers to: in that namespace, else one that states no namespace. */
function attachmentOf(into: Gathering, cluster: string | undefined, namespace: string, name: string): Network | undefined {
  const named = into.attachmentsNamed(name).filter((network) => network.cluster?.name === cluster)
  return named.find(({ resource }) => resource.namespace === namespace) ?? named.find(({ resource }) => resource.namespace === '')
}
