/** Findings about ClusterResourceSets that stop or warn a generator. */

import type { FindingCode } from '#fleet/finding.ts'

/** What generate-cluster-resource-set says of its config and of the objects that it packs. */
export const CRS_FINDINGS = {
  noConfig: {
    code: 'CRS001',
    severity: 'error',
    means: 'No config says which sets to make.',
    fix: 'Give a GenerateClusterResourceSet with `sets`, each with a name, a strategy and what it selects.',
  },
  noCluster: {
    code: 'CRS002',
    severity: 'error',
    means: 'Nothing says which cluster the sets are for, or several things do.',
    fix: 'Name it in the config under `clusters`, or put its ClusterContext or Cluster into the package.',
  },
  awaitsInjection: {
    code: 'CRS003',
    severity: 'info',
    means: 'The only context awaits injection and names no cluster yet: nothing is generated.',
    fix: 'Nothing in a blueprint; elsewhere write the name of the cluster.',
  },
  emptySet: {
    code: 'CRS004',
    severity: 'error',
    means: 'A set selects no object and refers to no Secret.',
    fix: 'Correct `select`, annotate the objects, or remove the set.',
  },
  selectedTwice: {
    code: 'CRS005',
    severity: 'error',
    means: 'Two sets select one object.',
    fix: 'Narrow `select` of one of them, or annotate the object with the set that shall have it.',
  },
  unknownSet: {
    code: 'CRS006',
    severity: 'warning',
    means: 'An object asks for a set that neither the config nor the package knows, so nothing delivers it.',
    fix: 'Correct the annotation, or add the set.',
  },
  duplicateObject: {
    code: 'CRS007',
    severity: 'error',
    means: 'One object stands twice in a set, or with different content in two sets that one cluster may get.',
    fix: 'Remove one of the two.',
  },
  noNamespace: {
    code: 'CRS008',
    severity: 'error',
    means: 'A namespaced object has no namespace; the controller fills none in and fails.',
    fix: 'Write metadata.namespace (`helm template` often leaves it out).',
  },
  unknownScope: {
    code: 'CRS009',
    severity: 'error',
    means: 'A custom resource has no namespace, and no CRD of the package says whether it needs one.',
    fix: 'Write metadata.namespace, add the CRD, or list the kind under `customKinds`.',
  },
  noIdentity: {
    code: 'CRS010',
    severity: 'error',
    means: 'An object lacks apiVersion, kind or name.',
    fix: 'Write it; generateName cannot be delivered.',
  },
  tooLarge: {
    code: 'CRS011',
    severity: 'error',
    means: 'An object is too large for one ConfigMap, even as compact JSON.',
    fix: 'Set `oversize: strip-descriptions` if it is a CRD, or deliver it some other way.',
  },
  needsServerSide: {
    code: 'CRS012',
    severity: 'warning',
    means: 'A ConfigMap is too large for `kubectl apply`, which keeps a copy of it in an annotation.',
    fix: 'Apply the management package on the server side (Config Sync, Flux, `kubectl apply --server-side`), or make it smaller.',
  },
  tooManyResources: {
    code: 'CRS013',
    severity: 'error',
    means: 'A set refers to more than 100 ConfigMaps and Secrets.',
    fix: 'Part it into several sets.',
  },
  crdMissing: {
    code: 'CRS014',
    severity: 'warning',
    means: 'The CRD of a custom resource is in none of the sets: until it exists on the cluster, the controller fails and tries again.',
    fix: 'Add the CRD to a set, or list the kind under `customKinds` if the cluster has it from elsewhere.',
  },
  selectorChanged: {
    code: 'CRS015',
    severity: 'error',
    means: 'The config wants another selector than the set in the package has; the field is immutable.',
    fix: 'Give the set a new name, or remove the old set from the package and the management cluster first.',
  },
  strategyChanged: {
    code: 'CRS016',
    severity: 'error',
    means: 'The config wants another strategy than the set in the package has; the field is immutable.',
    fix: 'Give the set a new name, or remove the old set from the package and the management cluster first.',
  },
  nameTaken: {
    code: 'CRS017',
    severity: 'error',
    means: 'An object that this function did not make has the name of one that it has to make.',
    fix: 'Rename one of the two, or remove the old one.',
  },
  clusterAbsent: {
    code: 'CRS018',
    severity: 'warning',
    means: 'The Cluster object is not in the package, so nothing writes the labels by which the sets select it.',
    fix: 'Write the labels that the message names on the Cluster.',
  },
  labelTaken: {
    code: 'CRS019',
    severity: 'error',
    means: 'A Cluster, or another set, gives a label of a selector another value.',
    fix: 'Change the label by hand; what the old set installed stays on the cluster.',
  },
  reconcileFails: {
    code: 'CRS020',
    severity: 'warning',
    means: 'Under Reconcile an update of this object fails for ever, since the controller takes out what the cluster wrote into immutable fields.',
    fix: 'Put the object into a set with ApplyOnce.',
  },
  reconcileStrips: {
    code: 'CRS021',
    severity: 'warning',
    means: 'Under Reconcile an update takes out what the cluster itself wrote into this object.',
    fix: 'Put the object into a set with ApplyOnce, or write the value into the payload.',
  },
  vanished: {
    code: 'CRS022',
    severity: 'warning',
    means: 'Objects that a set delivered are no longer in it; the controller never deletes anything.',
    fix: 'Delete them on the cluster or hand them to GitOps, then delete their lines from `vanished` of the inventory.',
  },
  versionInName: {
    code: 'CRS023',
    severity: 'warning',
    means: 'A name or a label of a set holds a version: the next upgrade would make a new set and leave the old one.',
    fix: 'Leave the version out; a changed payload is applied under the same name.',
  },
  leftoverImage: {
    code: 'CRS024',
    severity: 'error',
    means: 'An image is a placeholder that a build should have replaced.',
    fix: 'Take the manifest of a release, or write the image.',
  },
  tooLargeForPorch: {
    code: 'CRS025',
    severity: 'warning',
    means: 'The package is larger than a ResourceList that Porch can send to a function.',
    fix: 'Keep the payload in a package of its own, pack it outside of Porch, or strip descriptions.',
  },
  badName: {
    code: 'CRS026',
    severity: 'error',
    means: 'A name, label or size in the config is none that Kubernetes takes.',
    fix: 'Write what the message asks for.',
  },
  unreadable: {
    code: 'CRS027',
    severity: 'error',
    means: 'An object cannot be unfolded or marked: its aliases grow without bound, or its metadata is shared through one.',
    fix: 'Write it without anchors.',
  },
  notPayload: {
    code: 'CRS028',
    severity: 'error',
    means: 'An object that steers the package itself is annotated for a set.',
    fix: 'Remove the annotation.',
  },
  namespaceMissing: {
    code: 'CRS029',
    severity: 'warning',
    means: 'No set brings the namespace of an object: until it exists on the cluster, the controller fails and tries again.',
    fix: 'Add the Namespace to a set, or ignore this if something else makes it.',
  },
  ledger: {
    code: 'CRS030',
    severity: 'info',
    means: 'What a set holds: ConfigMaps, objects and bytes.',
    fix: 'Nothing.',
  },
  assumedKind: {
    code: 'CRS031',
    severity: 'info',
    means: 'A custom resource is delivered, its CRD is not: the config says that the clusters have it from elsewhere.',
    fix: 'Nothing where that is so; else add the release manifest that brings the CRD.',
  },
} as const satisfies Record<string, FindingCode>
