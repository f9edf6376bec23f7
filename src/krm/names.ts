/** Every name that somebody outside this repository depends on stands here, once. */

/** npm package, command and the stem of the configuration file. */
export const TOOL = 'krm-fleet'

/** The configuration file that the CLI looks for at the root of a repository. */
export const CONFIG_FILE = 'krm-fleet.yaml'

/** Image prefix of this suite's functions; an image is `<prefix>/<function>:v<semver>`. */
export const IMAGE_PREFIX = 'ghcr.io/krm-fleet'

/** API group and version of our functions' own config kinds; the kind is the function's name in CamelCase. */
export const FN_GROUP = 'fn.krm-fleet.dev'
export const FN_API_VERSION = `${FN_GROUP}/v1alpha1`

/** Prefix of our labels and annotations. */
export const DOMAIN = 'krm-fleet.dev'

/** Families of result codes: three capital letters, then three digits that are never reused. */
export const CODE_FAMILIES = {
  YML: 'text',
  KPT: 'Kptfile and functions',
  KRM: 'resources and schemas',
  SET: 'setters',
  NET: 'network',
  SYN: 'sync objects',
  CRS: 'ClusterResourceSets',
  FLT: 'fleet and variants',
  SEC: 'secrets',
  PLC: 'placement',
  ACC: 'cluster access',
  CHK: 'the check itself',
} as const

/** The config kind of a function: `apply-cluster-context` is configured by an `ApplyClusterContext`. */
export function configKindOf(functionName: string): string {
  return functionName
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
