/** Findings of making a package: what Porch would refuse or lose, and what is said of it. */

import type { FindingCode } from '#fleet/finding.ts'

export const MAKE_FINDINGS = {
  unreadable: {
    code: 'FLT200',
    severity: 'error',
    means: 'A package that a variant clones has no readable Kptfile, or files that are no YAML: Porch cannot clone it.',
    fix: 'Correct the file that the message names.',
  },
  firstRender: {
    code: 'FLT201',
    severity: 'error',
    means: 'The package does not render as it is cloned, before any variant adds values: Porch refuses the clone, so the variant never gets to its injection.',
    fix: 'Make the package render on its own, with placeholders in place: a validator must pass as long as an object still waits for its injection.',
  },
  noContext: {
    code: 'FLT202',
    severity: 'error',
    means: 'The variant changes the package context, and the package has no usable package-context.yaml.',
    fix: 'Set `deployment: true` on the downstream Repository, or add a package-context.yaml (ConfigMap kptfile.kpt.dev with data) to the package.',
  },
  contextLost: {
    code: 'FLT203',
    severity: 'info',
    means: 'Keys of the blueprint\'s package-context.yaml are lost: cloning into a deployment repository writes the file anew.',
    fix: 'Pass them in the variant (`spec.packageContext.data`), or keep them in a file of another name.',
  },
  badPoint: {
    code: 'FLT204',
    severity: 'error',
    means: 'An injection point that Porch refuses: its annotation is neither `required` nor `optional`, or another point has the same kind and name.',
    fix: 'Write `required` or `optional`; give the objects different names.',
  },
  notInjected: {
    code: 'FLT205',
    severity: 'error',
    means: 'A required injection point stays empty: the package is not ready, and Nephio does not publish it.',
    fix: 'Add an injector that names an object of the same group, version and kind in the namespace of the variant.',
  },
  optionalNotInjected: {
    code: 'FLT206',
    severity: 'info',
    means: 'An optional injection point stays empty.',
    fix: 'Nothing, if that is meant; otherwise add an injector.',
  },
  nothingToInject: {
    code: 'FLT207',
    severity: 'error',
    means: 'The object that an injector names has no spec (a ConfigMap: no data), so nothing is injected.',
    fix: 'Give the object a spec; a Secret cannot be injected.',
  },
  noBlueprint: {
    code: 'FLT208',
    severity: 'error',
    means: 'The package that a variant clones, or its revision, is not found on this machine. A revision is found as Porch finds it: by the workspace that it was published from, which is the name of its tag only where somebody else than Porch set the tag.',
    fix: 'Correct the name where the message says one; clone the repository beside the management repository, or name a local copy with --repo or in krm-fleet.yaml.',
  },
  noClone: {
    code: 'FLT210',
    severity: 'error',
    means: 'There is no local clone of a deployment repository that packages could be committed to.',
    fix: 'Clone it beside the management repository, or name it with --repo.',
  },
  edited: {
    code: 'FLT211',
    severity: 'error',
    means: 'Somebody edited a package of a deployment repository: a commit would lose the edit, so the package was left as it is.',
    fix: 'Bring the edit into the blueprint or the variant, or give --overwrite.',
  },
  assumedRevision: {
    code: 'FLT209',
    severity: 'warning',
    means: 'The clone has no revision of the package yet, or the directory is no clone: what lies in the directory was taken for the revision that a variant names.',
    fix: 'Fetch the tags of the clone, or state in krm-fleet.yaml that the working tree is meant.',
  },
} as const satisfies Record<string, FindingCode>
