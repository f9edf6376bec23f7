/** Findings about setters: what a function that applies them and an audit that only reads them both say. */

import type { FindingCode } from './finding.ts'

export const SETTER_FINDINGS = {
  unused: {
    code: 'SET001',
    severity: 'warning',
    means: 'A setter that a person typed is named by no comment.',
    fix: 'Remove it, or mark the field that it is meant for with `# kpt-set: ${name}`. kpt has no conditions: a flag such as `enable-x` can switch nothing.',
  },
  unresolved: {
    code: 'SET002',
    severity: 'warning',
    means: 'A comment names a setter that nothing gives; the field keeps its text.',
    fix: 'Give the setter, or state the field of the context that the message names.',
  },
  nearMiss: {
    code: 'SET003',
    severity: 'error',
    means: 'A comment names a setter that nothing gives, and one with almost the same name is given.',
    fix: 'Correct the name at one of the two places.',
  },
  shadowed: {
    code: 'SET004',
    severity: 'warning',
    means: 'Another function of the pipeline gives the same setter another value: the one that runs last wins.',
    fix: 'Remove the setter from that function.',
  },
  placeholder: {
    code: 'SET005',
    severity: 'warning',
    means: 'A field or a setter still holds a placeholder such as `example` or `CHANGE-ME`. Only a whole value counts.',
    fix: 'Write the value.',
  },
  lookAlike: {
    code: 'SET006',
    severity: 'warning',
    means: 'A comment looks like a setter and is none: wrong blanks, inside a block scalar, on a map or an empty value.',
    fix: 'Write `# kpt-set: ${name}` behind the value, with one blank on each side of `kpt-set:`.',
  },
  givenTwice: {
    code: 'SET007',
    severity: 'error',
    means: 'One setter, or a setter and its alias, is given two different values of the same strength.',
    fix: 'Keep one of them.',
  },
  overridden: {
    code: 'SET008',
    severity: 'warning',
    means: 'A value of a ConfigMap has no effect, because the context states the same setter otherwise.',
    fix: 'Remove it from the ConfigMap, or correct the context.',
  },
  overrides: {
    code: 'SET009',
    severity: 'info',
    means: 'A value of `values` or `fields` replaces what the context says.',
    fix: 'Nothing, if that is meant.',
  },
  typeChanged: {
    code: 'SET010',
    severity: 'warning',
    means: 'A text without quotes became a number, a bool or null.',
    fix: 'Put the value of the field in quotes once: setters keep quotes.',
  },
  cannotResolve: {
    code: 'SET011',
    severity: 'error',
    means: 'A pattern names given setters and others that neither anything gives nor the text of the field reveals.',
    fix: 'Give the missing setters.',
  },
  badList: {
    code: 'SET012',
    severity: 'error',
    means: 'The comment of a list holds more than one `${name}`, or the value of its setter is no YAML list.',
    fix: 'Use one name and give it a value such as `[a, b]`.',
  },
  awaitsInjection: {
    code: 'SET013',
    severity: 'info',
    means: 'The context waits for Porch to inject the cluster: nothing was set.',
    fix: 'Nothing: the next render sets the values.',
  },
  notInjected: {
    code: 'SET014',
    severity: 'warning',
    means: 'The context is marked for injection, was not injected, and holds real values: they were used.',
    fix: 'Remove the annotation `kpt.dev/config-injection` if the values are meant; otherwise write the placeholder `example`.',
  },
  noSource: {
    code: 'SET015',
    severity: 'warning',
    means: 'Nothing gives values: no ClusterContext, no WorkloadCluster, no values of a config.',
    fix: 'Add a ClusterContext to the package or name one in the config.',
  },
  contextNotFound: {
    code: 'SET016',
    severity: 'error',
    means: 'The context that the config names is not among the items.',
    fix: 'Correct the name, or add the object to the package.',
  },
  severalContexts: {
    code: 'SET017',
    severity: 'error',
    means: 'The items hold contexts of several clusters.',
    fix: 'Name one in the config: `clusterContext: {name: …}`.',
  },
  noSuchField: {
    code: 'SET018',
    severity: 'warning',
    means: 'A path of `fields` names nothing in the context, or no value that a setter can hold.',
    fix: 'Correct the path, or give the setter in `defaults`.',
  },
  protectedField: {
    code: 'SET019',
    severity: 'info',
    means: 'A comment stands where functions must not write: apiVersion, kind, name or pipeline of a Kptfile.',
    fix: 'Remove the comment.',
  },
  applied: {
    code: 'SET020',
    severity: 'info',
    means: 'How many fields were set, and from what.',
    fix: 'Nothing.',
  },
  openInterface: {
    code: 'SET021',
    severity: 'info',
    means: 'A package has marked fields, and no function of it or of the packages above it gives setters: they are its interface.',
    fix: 'Nothing, if whoever deploys the package gives them (a PackageVariant, a parent package).',
  },
} as const satisfies Record<string, FindingCode>
