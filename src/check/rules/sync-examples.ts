/** Examples for the rules about sync objects: fragments that differ in the one thing, wrong and right. */

/** The wrong fragment and the right one. */
export type Example = readonly [bad: string, good: string]

/** A RootSync with this block in `spec.git`. */
const git = (...lines: string[]): string => ['spec:', '  git:', ...lines.map((line) => `    ${line}`)].join('\n')
const https = 'repo: https://git.example.com/my-ran.git'
const ssh = 'repo: git@git.example.com:fleet/my-ran.git'
const open = (repo: string, ...more: string[]): string => git(repo, 'branch: main', 'auth: none', ...more)
const chart = ['repo: oci://registry.example.com/charts', 'chart: web']
const secret = ['secretRef:', '  name: git-creds']

/** Fragments of a RootSync; the tests put them into a whole one and hold them against the rules. */
export const ROOT_SYNC_EXAMPLES: Readonly<Record<string, Example>> = {
  SYN010: [open('repo: git://git.example.com/my-ran.git'), open(https)],
  SYN011: [open('repo: https://bot:glpat-1234@git.example.com/my-ran.git'), git(https, 'branch: main', 'auth: token', ...secret)],
  SYN012: [open('repo: http://git.example.com/my-ran.git'), open(https)],
  SYN013: [git(https, 'branch: release..next', 'auth: none'), git(https, 'branch: release/next', 'auth: none')],
  SYN014: [open(https, 'dir: ../other'), open(https, 'dir: clusters/my-ran')],
  SYN015: [open(https, 'period: "15"'), open(https, 'period: 15s')],
  SYN016: [open(https, 'period: 1s'), open(https, 'period: 15s')],
  SYN017: [git(ssh, 'branch: main', 'auth: token', ...secret), git(ssh, 'branch: main', 'auth: ssh', ...secret)],
  SYN018: [git(https, 'auth: none'), open(https)],
  SYN019: ['spec:\n  sourceFormat: ""', 'spec:\n  sourceFormat: unstructured'],
  SYN020: ['metadata:\n  name: root-sync\n  namespace: default', 'metadata:\n  name: root-sync\n  namespace: config-management-system'],
  SYN021: ['metadata:\n  name: a-cluster-with-a-name-of-more-than-38-characters', 'metadata:\n  name: a-cluster-with-a-name-that-is-d73ecc63'],
  SYN022: ['metadata:\n  annotations:\n    configsync.gke.io/deletion-propagation-policy: foreground', 'metadata:\n  annotations:\n    configsync.gke.io/deletion-propagation-policy: Foreground'],
  SYN023: ['spec:\n  sourceType: Git', 'spec:\n  sourceType: git'],
  SYN024: [git('branch: main', 'auth: none'), open(https)],
  SYN025: [helm('repo: oci://registry.example.com', 'chart: charts/web'), helm('repo: oci://registry.example.com/charts', 'chart: web')],
  SYN026: [git(https, 'branch: main', 'auth: None'), open(https)],
  SYN027: [open(https, ...secret), git(https, 'branch: main', 'auth: token', ...secret)],
  SYN028: [git(https, 'branch: main', 'auth: token'), git(https, 'branch: main', 'auth: token', ...secret)],
  SYN029: [git(ssh, 'branch: main', 'auth: ssh', ...secret, 'proxy: http://proxy.example.com:3128'), git(https, 'branch: main', 'auth: token', ...secret, 'proxy: http://proxy.example.com:3128')],
  SYN030: [git(https, 'branch: main', 'auth: gcpserviceaccount'), git(https, 'branch: main', 'auth: gcpserviceaccount', 'gcpServiceAccountEmail: config-sync@my-project.iam.gserviceaccount.com')],
  SYN031: [helm(...chart, 'namespace: apps', 'deployNamespace: apps'), helm(...chart, 'namespace: apps')],
  SYN032: [helm(...chart, 'valuesFileRefs:', '- dataKey: values.yaml'), helm(...chart, 'valuesFileRefs:', '- name: web-values', '  dataKey: values.yaml')],
  SYN033: [override('roleRefs:', '- kind: Role', '  name: syncer'), override('roleRefs:', '- kind: Role', '  name: syncer', '  namespace: apps')],
  SYN034: [override('resources:', '- containerName: reconciler', '  memoryRequest: -200Mi'), override('resources:', '- containerName: reconciler', '  memoryRequest: 200Mi')],
  SYN036: [override('statusMode: off'), override('statusMode: disabled')],
  SYN037: [open(https, 'noSSLVerify: true', 'caCertSecretRef:', '  name: ca'), open(https, 'caCertSecretRef:', '  name: ca')],
}

function helm(...lines: string[]): string {
  return ['spec:', '  sourceType: helm', '  helm:', '    auth: none', ...lines.map((line) => `    ${line}`)].join('\n')
}

function override(...lines: string[]): string {
  return ['spec:', '  override:', ...lines.map((line) => `    ${line}`)].join('\n')
}

/** Fragments of configs, of Flux's objects and of packages, where one object is not enough to show the mistake. */
export const SYNC_EXAMPLES: Readonly<Record<string, Example>> = {
  ...ROOT_SYNC_EXAMPLES,
  SYN003: ['kind: InjectRootSync\n# the package holds the contexts of my-ran and my-core', 'kind: InjectRootSync\nclusterContext:\n  name: my-ran'],
  SYN004: ['git:\n  repo: https://git.example.com/${cluster}.git', 'git:\n  repo: https://git.example.com/${cluster-name}.git'],
  SYN005: ['kind: InjectRootSync', 'kind: InjectRootSync\ngit:\n  repo: https://git.example.com/${cluster-name}.git'],
  SYN006: ['kind: InjectRootSync\n# the package holds the RootSyncs platform and apps', 'kind: InjectRootSync\nname: platform'],
  SYN007: ['git:\n  repo: https://git.example.com/my-ran.git\noci:\n  image: registry.example.com/my-ran', 'git:\n  repo: https://git.example.com/my-ran.git'],
  SYN009: ['spec:\n  git: *shared', 'spec:\n  git:\n    repo: https://git.example.com/my-ran.git'],
  SYN035: ['kind: RepoSync\nspec:\n  override:\n    roleRefs:\n    - kind: ClusterRole\n      name: admin', 'kind: RepoSync\nspec:\n  override:\n    statusMode: enabled'],
  SYN050: ['# root-sync.yaml, in the repository that it syncs\nkind: RootSync\nspec:\n  git:\n    dir: /', '# root-sync.yaml, in the repository that it syncs\nkind: RootSync\nmetadata:\n  annotations:\n    config.kubernetes.io/local-config: "true"\nspec:\n  git:\n    dir: /'],
  SYN051: ['kind: InjectRootSync\ngit:\n  repo: https://git.example.com/my-ran.git', 'kind: InjectRootSync\ngit:\n  repo: https://git.example.com/my-ran.git\ndeployedTo:\n  repo: https://git.example.com/management.git'],
  SYN052: ['# config-sync-manifest.yaml, in the repository that is synced\nkind: Namespace\nmetadata:\n  name: config-management-system', '# config-sync-manifest.yaml, in the management repository\nkind: Namespace\nmetadata:\n  name: config-management-system'],
  SYN053: ['kind: InjectRootSync\ngit:\n  repo: https://git.example.com/my-ran.git', 'kind: InjectRootSync\ngit:\n  repo: https://git.example.com/my-ran.git\ndeployedTo:\n  repo: https://git.example.com/management.git'],
  SYN054: ['# there is clusters/my-ran\ndir: cluster/my-ran', '# there is clusters/my-ran\ndir: clusters/my-ran'],
  SYN055: ['# the RootSync platform\ndir: /\n---\n# the RootSync apps\ndir: apps', '# the RootSync platform\ndir: platform\n---\n# the RootSync apps\ndir: apps'],
  SYN056: ['# auth: token\nkind: Secret\nstringData:\n  token: (from a store)', '# auth: token\nkind: Secret\nstringData:\n  username: (from a store)\n  token: (from a store)'],
  SYN070: ['kind: GitRepository\nspec:\n  url: git@git.example.com:fleet/my-ran.git', 'kind: GitRepository\nspec:\n  url: ssh://git@git.example.com/fleet/my-ran.git'],
  SYN071: ['kind: GitRepository\nspec:\n  url: ssh://git@git.example.com/fleet/my-ran.git', 'kind: GitRepository\nspec:\n  url: ssh://git@git.example.com/fleet/my-ran.git\n  secretRef:\n    name: flux-read-only'],
  SYN072: ['# beside clusters/development/my-ran/flux-system/gotk-components.yaml\npath: ./clusters/development/my-ran', '# without clusters/development/my-ran/flux-system/\npath: ./clusters/development/my-ran'],
  SYN073: ['management: temporary\n# no output of flux install in the package', 'management: temporary\ncomponents: vendor/gotk-components.yaml'],
  SYN074: ['kind: GitRepository\nmetadata:\n  name: My_Fleet', 'kind: GitRepository\nmetadata:\n  name: my-fleet'],
  SYN075: ['# the package has the GitRepository flux-system\nsourceRef:\n  kind: GitRepository\n  name: fleet', '# the package has the GitRepository flux-system\nsourceRef:\n  kind: GitRepository\n  name: flux-system'],
  SYN081: ['image: RECONCILER_MANAGER_IMAGE_NAME', 'image: registry.example.com/reconciler-manager:v1.24.3'],
  SYN082: ['kind: Deployment\nmetadata:\n  name: reconciler-manager', 'kind: Deployment\nmetadata:\n  name: reconciler-manager\n  namespace: config-management-system'],
  SYN083: ['kind: Namespace\nmetadata:\n  name: flux-system\n---\nkind: Namespace\nmetadata:\n  name: flux-system', 'kind: Namespace\nmetadata:\n  name: flux-system'],
  SYN086: ['kind: Job\nmetadata:\n  generateName: setup-', 'kind: Job\nmetadata:\n  name: setup'],
}
