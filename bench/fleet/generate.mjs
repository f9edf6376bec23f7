// A management repository of any size for the bench: a ClusterContext and a deployment Repository for each cluster, and
// three packages for each: one by PackageVariants, two by PackageVariantSets.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const name = (index) => `edge-${String(index).padStart(5, '0')}`

/** What every cluster gets: the largest of the blueprints that need no controller, and networks that have to be compared. */
export const PACKAGES = ['cluster-baseline', 'platform-addons', 'network-config']

/** Writes the repository of `clusters` clusters; `blueprints` is the directory that holds the packages. */
export function writeManagement(folder, clusters, blueprints) {
  for (const part of ['contexts', 'repositories', 'variants']) mkdirSync(join(folder, part), { recursive: true })
  const write = (path, text) => writeFileSync(join(folder, path), text)
  write('krm-fleet.yaml', `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\nrepositories:\n  blueprints:\n    path: ${blueprints}\n    workingTree: true\nrules: {FLT066: off}\n`)
  write('repositories/blueprints.yaml', repository('blueprints', false))
  for (let index = 0; index < clusters; index++) {
    const cluster = name(index)
    write(`contexts/${cluster}.yaml`, `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${cluster}\n  namespace: default\n  labels:\n    nephio.org/cluster-type: workload\nspec:\n  clusterName: ${cluster}\n  siteCode: site-${cluster}\n  provider: baremetal\n  cnis: [calico, macvlan]\n  networkContexts:\n    - name: control-plane\n      ipRange: 10.${index >> 7}.${(index & 127) * 2}.0/24\n    - name: user-plane\n      ipRange: 10.${index >> 7}.${(index & 127) * 2 + 1}.0/24\n`)
    write(`repositories/${cluster}.yaml`, repository(`nephio-${cluster}`, true))
    write(`variants/${cluster}.yaml`, `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata:\n  name: ${cluster}-baseline\n  namespace: default\nspec:\n  upstream:\n    repo: blueprints\n    package: cluster-baseline\n    workspaceName: v1\n  downstream:\n    repo: nephio-${cluster}\n    package: cluster-baseline\n  injectors:\n  - kind: ClusterContext\n    name: ${cluster}\n`)
  }
  write('variants/addons.yaml', variantSet('platform-addons', 'platform-addons'))
  write('variants/networks.yaml', variantSet('networking/network-config', 'network-config'))
}

function repository(repo, deployment) {
  return `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: ${repo}\n  namespace: default\nspec:\n  type: git\n  deployment: ${deployment}\n  git:\n    repo: https://git.example.com/fleet/${repo}.git\n`
}

function variantSet(upstream, downstream) {
  return `apiVersion: config.porch.kpt.dev/v1alpha2\nkind: PackageVariantSet\nmetadata:\n  name: ${downstream}\n  namespace: default\nspec:\n  upstream:\n    repo: blueprints\n    package: ${upstream}\n    workspaceName: v1\n  targets:\n  - objectSelector:\n      apiVersion: infra.nephio.org/v1alpha1\n      kind: ClusterContext\n      matchLabels:\n        nephio.org/cluster-type: workload\n    template:\n      downstream:\n        repoExpr: '"nephio-" + target.name'\n        package: ${downstream}\n      injectors:\n      - kind: ClusterContext\n        nameExpr: target.name\n`
}
