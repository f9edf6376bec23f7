/** The schemas that come with this program: built-in kinds of one stated Kubernetes version, and the CRDs of the field. */

import { crdsSchemas } from './data/crds.ts'
import { kubernetesSchemas } from './data/kubernetes.ts'
import { SchemaSet } from './schema.ts'

/** The Kubernetes version of the bundled schemas. */
export const KUBERNETES_VERSION = '1.36'

/** A set of them; each part is loaded when something of it is first looked up. */
export function bundledSchemas(): SchemaSet {
  return new SchemaSet([kubernetesSchemas, crdsSchemas])
}
