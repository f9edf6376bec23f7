/** Rules about Kptfiles, the functions that they name, and what becomes of a package when it is rendered. */

import type { Rule } from '#krm/rule.ts'

export const PACKAGE_RULES = {
  notRendered: {
    code: 'KPT214',
    title: 'File is not what rendering gives',
    severity: 'info',
    why: 'Rendering the package changes this file: somebody forgot to render, or edited a value that a function writes. A package that says by its `upstream` or its status that it is deployed from gets a warning, a blueprint that others render an info.',
    fix: 'Run `krm-fleet render` and commit the result.',
    bad: '# Kptfile: apply-setters with cluster-name: my-ran\nname: example # kpt-set: ${cluster-name}',
    good: '# Kptfile: apply-setters with cluster-name: my-ran\nname: my-ran # kpt-set: ${cluster-name}',
  },
  floatingImage: {
    code: 'KPT301',
    title: 'Image of a function without a fixed version',
    severity: 'warning',
    why: 'The image has no tag or the tag `latest`: the same package renders otherwise tomorrow, and nobody can tell which code wrote what is in git.',
    fix: 'Name a version.',
    bad: '- image: docker.io/nephio/nad-fn:latest',
    good: '- image: docker.io/nephio/nad-fn:v2.0.0',
    source: 'kpt issues 2020 and 4277',
  },
  retiredImage: {
    code: 'KPT302',
    title: 'Image of a registry that is being shut down',
    severity: 'warning',
    why: 'The functions of gcr.io/kpt-fn have moved to ghcr.io/kptdev/krm-functions-catalog; the old registry is being shut down.',
    fix: 'Name the image at its new place.',
    bad: '- image: gcr.io/kpt-fn/set-namespace:v0.4.1',
    good: '- image: ghcr.io/kptdev/krm-functions-catalog/set-namespace:v0.4.1',
    source: 'kpt issues 4176 and 4195',
  },
  unknownFunction: {
    code: 'KPT303',
    title: 'Function with a misspelt name',
    severity: 'error',
    why: 'The catalog, or this suite, has no function of this name and one with almost the same.',
    fix: 'Correct the name.',
    bad: '- image: ghcr.io/kptdev/krm-functions-catalog/apply-setter:v0.2.0',
    good: '- image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0',
  },
  notRun: {
    code: 'KPT304',
    title: 'Function was not run',
    severity: 'info',
    why: 'The check runs in one process and starts neither containers nor programs. Functions that it does not have are passed over: what they would have written is not judged, and whether the package is rendered cannot be told.',
    fix: 'Nothing. `krm-fleet render` runs them as containers.',
    bad: '- image: docker.io/nephio/nad-fn:v2.0.0',
    good: '- image: ghcr.io/kptdev/krm-functions-catalog/set-namespace:v0.4.1',
  },
  wrongConfig: {
    code: 'KPT305',
    title: 'Config that does not fit its function',
    severity: 'error',
    why: 'The function takes another kind of config, or cannot work without one.',
    fix: 'Give it the config that the message names.',
    bad: '- image: ghcr.io/kptdev/krm-functions-catalog/apply-replacements:v0.1.1\n  configMap: {source: a}',
    good: '- image: ghcr.io/kptdev/krm-functions-catalog/apply-replacements:v0.1.1\n  configPath: replacements.yaml',
    source: 'documentation of the catalog',
  },
  failed: {
    code: 'KPT306',
    title: 'Function failed',
    severity: 'error',
    why: 'Rendering stops at this function, so nothing can be deployed from the package as it is.',
    fix: 'Do what the message says.',
  },
  notIdempotent: {
    code: 'KPT307',
    title: 'Rendering twice gives something else than rendering once',
    severity: 'warning',
    why: 'The package never comes to rest: each render changes it again, and everybody who waits for it to settle (Porch, a CI gate) waits for ever.',
    fix: 'Give generated resources a fixed path, and let no function read what another one writes later.',
  },
  unreadable: {
    code: 'KPT308',
    title: 'Package that cannot be read',
    severity: 'error',
    why: 'A file of the package is no UTF-8 text, too large, a link out of the package or otherwise not to be read. kpt reads every `*.yaml`, `*.yml` and `*.json` below a Kptfile.',
    fix: 'Mend or remove the file, or name it in `.krmignore`.',
  },
  misnamed: {
    code: 'KPT309',
    title: 'Kptfile with a wrong name',
    severity: 'warning',
    why: 'kpt knows the name `Kptfile` alone, without an ending and with a capital K. Under any other name the directory is no package, and nothing in it is rendered or checked.',
    fix: 'Rename the file to `Kptfile`.',
    bad: '# kptfile.yaml\napiVersion: kpt.dev/v1\nkind: Kptfile',
    good: '# Kptfile\napiVersion: kpt.dev/v1\nkind: Kptfile',
  },
} as const satisfies Record<string, Rule>

export const RESOURCE_RULES = {
  duplicate: {
    code: 'KRM201',
    title: 'Two resources are the same object',
    severity: 'error',
    why: 'Group, kind, namespace and name are equal: Config Sync refuses both (KNV1029), elsewhere the last one applied wins.',
    fix: 'Remove one of them, or give it another name.',
    bad: '# a.yaml and b.yaml\nkind: Namespace\nmetadata: {name: apps}',
    good: '# a.yaml\nkind: Namespace\nmetadata: {name: apps}\n# b.yaml\nkind: Namespace\nmetadata: {name: jobs}',
  },
  leak: {
    code: 'KRM202',
    title: 'Config of a function that would be deployed',
    severity: 'warning',
    why: 'No cluster knows kinds that exist for functions only. Config Sync stops at such a resource (KNV1021) unless it is marked as local.',
    fix: 'Annotate it with `config.kubernetes.io/local-config: "true"`.',
    bad: 'apiVersion: fn.kpt.dev/v1alpha1\nkind: ApplyReplacements\nmetadata:\n  name: replacements',
    good: 'apiVersion: fn.kpt.dev/v1alpha1\nkind: ApplyReplacements\nmetadata:\n  name: replacements\n  annotations:\n    config.kubernetes.io/local-config: "true"',
  },
} as const satisfies Record<string, Rule>

export const SECRET_RULES = {
  literal: {
    code: 'SEC010',
    title: 'Secret with its values in git',
    severity: 'error',
    why: 'Everybody who can read the repository, its forks and its history can read the values; base64 hides nothing. Encrypted Secrets (SOPS), Secrets without data, public certificates and placeholders are not meant.',
    fix: 'Encrypt it (SOPS, Sealed Secrets) or let it be made in the cluster (External Secrets), and change the values: they are known.',
    bad: 'kind: Secret\nstringData:\n  password: …',
    good: 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret',
  },
  privateKey: {
    code: 'SEC011',
    title: 'Private key in git',
    severity: 'error',
    why: 'A PEM block of a private key stands in a file that is no Secret, or in one of its texts.',
    fix: 'Remove it from the history and make a new key.',
    bad: 'tls.key: |\n  -----BEGIN … KEY-----',
    good: 'secretName: web-tls',
  },
} as const satisfies Record<string, Rule>

export const CHECK_RULES = {
  badSuppression: {
    code: 'CHK001',
    title: 'Suppression has no effect',
    severity: 'warning',
    why: 'A suppression names the rules and the reason; without a reason, or with a code that is none, it suppresses nothing.',
    fix: 'Write the code and the reason.',
    bad: 'replicas: "3" # krm-fleet:ignore KRM102',
    good: 'replicas: "3" # krm-fleet:ignore KRM102 the operator reads text',
  },
  idleSuppression: {
    code: 'CHK002',
    title: 'Suppression of nothing',
    severity: 'info',
    why: 'The rule that it names finds nothing here any more.',
    fix: 'Remove the comment.',
    bad: 'replicas: 3 # krm-fleet:ignore KRM102 the operator reads text',
    good: 'replicas: 3',
  },
} as const satisfies Record<string, Rule>
