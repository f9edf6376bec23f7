/** NetworkAttachmentDefinitions (k8s.cni.cncf.io/v1): a CNI configuration, one plugin or a list, as JSON in spec.config. */

import type { Gathering } from '#fleet/network/gathering.ts'
import { isLocal } from '#fleet/network/gathering.ts'
import { readJsonField, type JsonValue } from '#fleet/network/json-field.ts'
import { ATTACHMENT_RULES } from '#fleet/network/rules/attachments.ts'
import { nameOf } from '#fleet/network/spot.ts'
import type { Resource } from '#krm/resource.ts'
import { isMainPlugin, readPlugins } from './cni-plugin.ts'

/** Reads one definition. An empty configuration is legal: Multus then looks for a file on the node. */
export function readAttachment(resource: Resource, into: Gathering): void {
  if (isLocal(resource)) return
  const json = readJsonField(resource.field('spec', 'config'))
  if (json === undefined) return
  if ('message' in json) {
    into.report({ rule: ATTACHMENT_RULES.badJson, message: `${nameOf(json.at)} is no JSON: ${json.message}`, at: json.at })
    return
  }
  const { root } = json
  if (root.node.kind !== 'map') {
    into.report({ rule: ATTACHMENT_RULES.badJson, message: `${nameOf(root.at)} must be a JSON object: {"cniVersion": …, "type": …}`, at: root.at })
    return
  }
  if (root.get('cniVersion') === undefined) {
    into.report({ rule: ATTACHMENT_RULES.noVersion, message: `spec.config has no cniVersion; write the one that its plugins support, such as "cniVersion": "0.3.1"`, at: root.at })
  }
  const plugins = pluginsOf(root, into)
  if (plugins.some((plugin) => isMainPlugin(plugin))) readPlugins(resource, root, plugins, into)
}

/** The plugins that have a type, in the order in which they run. */
function pluginsOf(root: JsonValue, into: Gathering): JsonValue[] {
  const list = root.get('plugins')
  if (list === undefined || root.get('type') !== undefined) return typed([root], into)
  if (list.node.kind !== 'list' || list.items().length === 0) {
    into.report({ rule: ATTACHMENT_RULES.noType, message: `${nameOf(list.at)} must be a list with at least one plugin`, at: list.at })
    return []
  }
  return typed(list.items(), into)
}

function typed(plugins: readonly JsonValue[], into: Gathering): JsonValue[] {
  return plugins.filter((plugin) => {
    const type = plugin.get('type')
    if (type?.string !== undefined && type.string.value !== '') return true
    const rule = type === undefined || type.string !== undefined ? ATTACHMENT_RULES.noType : ATTACHMENT_RULES.wrongType
    const at = type?.at ?? plugin.at
    into.report({ rule, message: `${nameOf(at)}: the plugin has no "type"; write its name, such as "type": "macvlan"`, at })
    return false
  })
}
