import { addAnnotation, SOURCE_PATH_ANNOTATION, type Configs, type KubernetesObject } from 'kpt-functions'
import { isNamespace } from 'kpt-functions/dist/src/gen/io.k8s.api.core.v1.js'

/** Generates a NetworkPolicy for each Namespace that asks for one, into a file of its own. */
export async function defaultDeny(configs: Configs): Promise<void> {
  for (const namespace of configs.get(isNamespace)) {
    if (namespace.metadata.labels?.['isolated'] !== 'true') continue
    const { name } = namespace.metadata
    const policy: KubernetesObject & { spec: object } = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: name!, annotations: { 'example.com/made-for': 'yes' } },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    }
    addAnnotation(policy, SOURCE_PATH_ANNOTATION, `policies/${name}.yaml`)
    configs.insert(policy)
  }
}

defaultDeny.usage = 'Generates a NetworkPolicy that denies everything for each isolated Namespace.'
