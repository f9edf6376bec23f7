/** What the check of a whole fleet finds: references that lead nowhere, values that do not arrive, objects that collide. */

import type { FindingCode } from '#fleet/finding.ts'

export const FLEET_CHECK_FINDINGS = {
  upstreamUnregistered: {
    code: 'FLT050',
    severity: 'error',
    means: 'The upstream repository of a variant is not registered in its namespace: Porch finds no package there, and the variant stalls.',
    fix: 'Add a Repository object, or correct the name.',
  },
  downstreamUnregistered: {
    code: 'FLT051',
    severity: 'error',
    means: 'The downstream repository of a variant is not registered in its namespace: Porch cannot create the package.',
    fix: 'Add a Repository object with `deployment: true`, or correct the name.',
  },
  repositoryWithoutCluster: {
    code: 'FLT052',
    severity: 'warning',
    means: 'A deployment repository belongs to no cluster of the fleet: what is published there is pulled by nobody that is known.',
    fix: 'Add the ClusterContext, name the repository for its cluster (`nephio-my-ran`), or label it `nephio.org/cluster-name`.',
  },
  clusterWithoutRepository: {
    code: 'FLT053',
    severity: 'warning',
    means: 'A cluster has no deployment repository: no variant can reach it.',
    fix: 'Add a Repository named for the cluster with `deployment: true`, or remove the cluster.',
  },
  clusterNotSynced: {
    code: 'FLT054',
    severity: 'warning',
    means: 'Nothing on the cluster pulls from its deployment repository: no RootSync, RepoSync, Flux source or Argo CD Application names its address. A note where the fleet holds no sync object at all.',
    fix: 'Add the sync object to a package of the repository (blueprint cluster-sync) or to the bootstrap.',
  },
  misnamedKptfile: {
    code: 'FLT055',
    severity: 'error',
    means: 'A file holds a Kptfile and is not named exactly `Kptfile`: kpt and Porch see no package, or another one.',
    fix: 'Rename the file to Kptfile.',
  },
  prunedFields: {
    code: 'FLT056',
    severity: 'warning',
    means: "Fields of a ClusterContext that Nephio's own CRD does not know: the API server of the management cluster drops them without a word, so injection never delivers them.",
    fix: 'Install the extended ClusterContext CRD on the management cluster and keep it in the management repository.',
  },
  noCniConfig: {
    code: 'FLT057',
    severity: 'warning',
    means: "A ClusterContext states its CNI in fields that Nephio's CRD drops, and not in cniConfig, the one place that survives.",
    fix: 'Add spec.cniConfig with cniType and masterInterface.',
    bad: 'spec:\n  siteCode: site-ran-01\n  cnis: [calico, macvlan]\n  masterInterface: eth0',
    good: 'spec:\n  siteCode: site-ran-01\n  cniConfig: {cniType: macvlan, masterInterface: eth0}',
  },
  unusedSetter: {
    code: 'FLT060',
    severity: 'warning',
    means: 'A variant passes a setter that no comment of the package names: the value goes nowhere.',
    fix: 'Remove it, correct its name, or mark the field in the package with `# kpt-set: ${name}`.',
  },
  shadowedValue: {
    code: 'FLT061',
    severity: 'error',
    means: "A variant's value is overwritten by the package's own: Porch puts the variant's functions before those of the package, so the package's function of the same kind runs later and wins.",
    fix: "Remove the value from the package's Kptfile, or take it from an injected ClusterContext, which does not depend on order.",
  },
  flagSetter: {
    code: 'FLT062',
    severity: 'warning',
    means: 'A setter that is to switch something on or off and is named by no comment: kpt has no conditions, so no package can honour it.',
    fix: 'Put what is optional into a package of its own and bind it with a variant, or write the flag into a field of the workload.',
  },
  injectorWithoutPoint: {
    code: 'FLT063',
    severity: 'warning',
    means: 'An injector matches no injection point of the package: it does nothing, and nothing says so.',
    fix: 'Annotate the object in the package with `kpt.dev/config-injection: required`, or correct group, version and kind of the injector.',
  },
  injectedObjectMissing: {
    code: 'FLT064',
    severity: 'error',
    means: 'The object that an injector names is not in the fleet in the same group, version, kind and namespace.',
    fix: 'Correct the name, or add the object to the namespace of the variant.',
  },
  declaredTwice: {
    code: 'FLT065',
    severity: 'error',
    means: 'Two packages of one deployment repository declare the same object: Config Sync refuses the whole repository (KNV1029), others apply whichever comes last.',
    fix: 'Keep the object in one of the packages.',
  },
  crdMissing: {
    code: 'FLT066',
    severity: 'warning',
    means: 'A cluster gets a custom resource, and none of its packages delivers the CustomResourceDefinition of its kind.',
    fix: 'Deliver the CRD in a package of the same repository. If the cluster has it from elsewhere, switch the rule off in krm-fleet.yaml: `rules: {FLT066: off}`.',
  },
} as const satisfies Record<string, FindingCode>
