/** Findings about the objects of a management repository taken together, before any variant is expanded. */

import type { FindingCode } from '#fleet/finding.ts'

export const FLEET_FINDINGS = {
  hiddenObjects: {
    code: 'FLT010',
    severity: 'info',
    means: 'A package inside the directory holds objects of the management cluster; it was read as a package, so they are no part of the fleet.',
    fix: 'Give the package as a PATH of its own, or remove its Kptfile.',
  },
  duplicateObject: {
    code: 'FLT011',
    severity: 'error',
    means: 'Two objects of the management repository have one kind, namespace and name: the one that is applied last wins.',
    fix: 'Remove or rename one of them.',
  },
  duplicateCluster: {
    code: 'FLT012',
    severity: 'error',
    means: 'Two objects of one kind state the same cluster.',
    fix: 'Keep one, or give the other its own clusterName.',
  },
  nameDiffers: {
    code: 'FLT013',
    severity: 'warning',
    means: 'A context states another cluster name than the name or the label of its object: selectors, injectors and default repositories go by the object, packages by the cluster name.',
    fix: 'Give both one name.',
  },
  duplicateSiteCode: {
    code: 'FLT014',
    severity: 'warning',
    means: 'Two clusters have one site code.',
    fix: 'Correct the one that was copied.',
  },
  nameWithin: {
    code: 'FLT015',
    severity: 'warning',
    means: "A cluster's name is part of another's: Nephio's bootstrap finds kubeconfig Secrets by substring, and takes either. A note where neither Cluster API nor a staging repository is in the fleet.",
    fix: 'Rename one of the clusters, so that neither name contains the other.',
  },
} as const satisfies Record<string, FindingCode>
