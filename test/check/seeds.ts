// One mistake and its twin per rule.

export type Files = Readonly<Record<string, string>>

export interface Seed {
  readonly code: string
  /** Where the finding stands in `bad`. */
  readonly at: string
  readonly bad: Files
  readonly good: Files
}

const HEAD = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
const CATALOG = 'ghcr.io/kptdev/krm-functions-catalog'

function kptfile(...functions: string[]): string {
  return `${HEAD}pipeline:\n  mutators:\n${functions.map((fn) => `  - ${fn}\n`).join('')}`
}

function setters(values: string): string {
  return kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configMap:\n      ${values}`)
}

function map(fields: string, name = 'a'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${fields}`
}

function deployment(container: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\nspec:\n  selector:\n    matchLabels: {a: b}\n  template:\n    metadata:\n      labels: {a: b}\n    spec:\n      containers:\n      - name: c\n        ${container}\n`
}

function secret(fields: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n${fields}`
}

function schema(setters: string): string {
  return `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: SetterSchema\nmetadata:\n  name: p\n  annotations: {config.kubernetes.io/local-config: "true"}\nsetters:\n${setters}`
}

/** The same files but for one line. */
function pair(code: string, at: string, path: string, bad: string, good: string, more: Files = {}): Seed {
  return { code, at, bad: { ...more, [path]: bad }, good: { ...more, [path]: good } }
}

const WIDGET = 'apiVersion: acme.example.com/v1\nkind: Widget\nmetadata: {name: a}\n'
const SCRIPT = 'apiVersion: fn.kpt.dev/v1alpha1\nkind: StarlarkRun\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/local-config: "true"\nsource: |\n  pass\n'
const KEY = '-----BEGIN PRIVATE KEY-----\n    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n'

function local(text: string): string {
  return text.replace(/( {2}name: .*\n)/, '$1  annotations: {config.kubernetes.io/local-config: "true"}\n')
}

// The setters of a first function are what a second one writes: it takes two renders until they arrive.
const APPLY_SETTERS = `image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`
const REPLACE = `image: ${CATALOG}/apply-replacements:v0.1.1\n    configPath: replacements.yaml`
const REPLACEMENTS = 'apiVersion: fn.kpt.dev/v1alpha1\nkind: ApplyReplacements\nmetadata:\n  name: r\n  annotations: {config.kubernetes.io/local-config: "true"}\nreplacements:\n- source: {kind: ConfigMap, name: zone, fieldPath: data.region}\n  targets:\n  - select: {kind: ConfigMap, name: setters}\n    fieldPaths: [data.region]\n'

const WIDGETS = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.acme.example.com}\nspec:\n  group: acme.example.com\n  names: {kind: Widget, plural: widgets}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema: {openAPIV3Schema: {type: object}}\n'

/** What is said with `strict` alone. */
export const STRICT_SEEDS: readonly Seed[] = [
  { code: 'KRM107', at: 'a.yaml:2:7', bad: { 'a.yaml': WIDGET }, good: { 'a.yaml': WIDGET, 'crd.yaml': WIDGETS } },
]

export const SEEDS: readonly Seed[] = [
  pair('KPT101', 'Kptfile', 'Kptfile', '# A package, one day.\n', HEAD),
  pair('KPT102', 'Kptfile:1:1', 'Kptfile', HEAD.replace('/v1', '/v1alpha2'), HEAD),
  pair('KPT103', 'Kptfile:1:1', 'Kptfile', HEAD.replace('kind: Kptfile', 'kind: Kptfiel'), HEAD),
  pair('KPT104', 'Kptfile:5:1', 'Kptfile', `${HEAD}pipelin: {}\n`, `${HEAD}pipeline: {}\n`),
  pair('KPT105', 'Kptfile:6:13', 'Kptfile', `${HEAD}pipeline:\n  mutators: {}\n`, `${HEAD}pipeline:\n  mutators: []\n`),
  pair('KPT106', 'Kptfile:7:5', 'Kptfile', kptfile('configMap: {x: y}'), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT107', 'Kptfile:7:12', 'Kptfile', kptfile('image: Set-Namespace:v0.4.1\n    configMap: {namespace: x}'), kptfile('image: set-namespace:v0.4.1\n    configMap: {namespace: x}')),
  pair('KPT108', 'Kptfile:9:16', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml\n    configMap: {x: new}`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), { 'setters.yaml': map('data: {x: new}\n'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'b') }),
  pair('KPT109', 'Kptfile:8:17', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: ../setters.yaml`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), { 'setters.yaml': map('data: {x: new}\n'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'b') }),
  pair('KPT110', 'Kptfile:8:17', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: seters.yaml`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), { 'setters.yaml': map('data: {x: new}\n'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'b') }),
  pair('KPT111', 'Kptfile:8:17', 'setters.yaml', `${map('data: {x: new}\n')}---\n${map('', 'b')}`, map('data: {x: new}\n'), { Kptfile: kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'c') }),
  pair('KPT112', 'Kptfile:8:17', 'setters.yaml', 'data: {x: new}\n', map('data: {x: new}\n'), { Kptfile: kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'c') }),
  pair('KPT113', 'Kptfile:8:10', 'Kptfile', `${HEAD}upstream:\n  type: git\n  git:\n    ref: --upload-pack=x\n    repo: https://git.example.com/a.git\n    directory: /\n`, `${HEAD}upstream:\n  type: git\n  git:\n    ref: main\n    repo: https://git.example.com/a.git\n    directory: /\n`),
  pair('KPT120', 'a.yaml:1:1', 'a.yaml', 'apiVersion: v1\nkind: ConfigMap\n', map('')),
  pair('KPT214', 'a.yaml', 'a.yaml', map('data:\n  a: old # kpt-set: ${x}\n'), map('data:\n  a: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('KPT301', 'Kptfile:7:12', 'Kptfile', kptfile('image: docker.io/nephio/nad-fn:latest'), kptfile('image: docker.io/nephio/nad-fn:v2.0.0')),
  pair('KPT302', 'Kptfile:7:12', 'Kptfile', kptfile('image: gcr.io/kpt-fn/set-namespace:v0.4.1\n    configMap: {namespace: x}'), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT303', 'Kptfile:7:12', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setter:v0.2.0\n    configMap: {x: new}`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configMap: {x: new}`), { 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n') }),
  pair('KPT304', 'Kptfile:7:5', 'Kptfile', kptfile('image: docker.io/nephio/nad-fn:v2.0.0'), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT305', 'Kptfile:8:17', 'Kptfile', kptfile(`image: ${CATALOG}/starlark:v0.5.0\n    configPath: a.yaml`), kptfile(`image: ${CATALOG}/starlark:v0.5.0\n    configPath: x.yaml`), { 'a.yaml': map('').replace('ConfigMap', 'Script').replace('v1', 'example.com/v1'), 'x.yaml': SCRIPT }),
  pair('KPT306', 'Kptfile:7:5', 'Kptfile', kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespce: x}`), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT307', 'a.yaml', 'Kptfile', kptfile(APPLY_SETTERS, REPLACE), kptfile(REPLACE, APPLY_SETTERS), { 'setters.yaml': local(map('data:\n  region: eu\n', 'setters')), 'replacements.yaml': REPLACEMENTS, 'zone.yaml': local(map('data:\n  region: us\n', 'zone')), 'a.yaml': map('data:\n  a: eu # kpt-set: ${region}\n') }),
  { code: 'KPT309', at: 'sub/kptfile.yaml:2:7', bad: { 'sub/kptfile.yaml': HEAD }, good: { 'sub/Kptfile': HEAD } },
  pair('YML001', 'a.yaml:7:1', 'a.yaml', map('data:\n  a: [b\n'), map('data:\n  a: b\n')),
  pair('YML002', 'a.yaml:7:3', 'a.yaml', map('data:\n  a: b\n  a: c\n'), map('data:\n  a: b\n  c: c\n')),
  pair('YML003', 'a.yaml:5:134', 'a.yaml', map(`data: ${'['.repeat(2000)}${']'.repeat(2000)}\n`), map('data: {}\n')),
  pair('YML004', 'a.yaml:6:7', 'a.yaml', map('data:\n  a: {{ name }}\n'), map('data:\n  a: "{{ name }}"\n')),
  pair('YML005', 'a.yaml:5:1', 'a.yaml', `${map('')}----\n${map('', 'b')}`, `${map('')}---\n${map('', 'b')}`),
  pair('YML006', 'a.yaml:1:1', 'a.yaml', `%YAML 1.1\n---\n${map('')}`, map('')),
  pair('YML007', 'a.yaml:6:8', 'a.yaml', map('data:\n  a: "b\u0001"\n'), map('data:\n  a: "b"\n')),
  pair('YML008', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: *b\n'), map('data:\n  a: b\n')),
  pair('SET001', 'Kptfile:10:11', 'Kptfile', setters('x: new\n      yy: old'), setters('x: new'), { 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n') }),
  pair('SET002', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: b # kpt-set: ${nobody}\n  c: new # kpt-set: ${x}\n'), map('data:\n  c: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('SET003', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: ran # kpt-set: ${cluster-nmae}\n'), map('data:\n  a: ran # kpt-set: ${cluster-name}\n'), { Kptfile: setters('cluster-name: ran') }),
  pair('SET003', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: example # kpt-set: ${cluster-nmae}\n'), map('data:\n  a: example # kpt-set: ${cluster-name}\n'), { Kptfile: kptfile('exec: krm-fleet fn apply-cluster-context') }),
  pair('SET004', 'Kptfile:9:15', 'Kptfile', `${setters('region: eu')}  - image: ${CATALOG}/apply-setters:v0.2.0\n    configMap:\n      region: us\n`, setters('region: us'), { 'a.yaml': map('data:\n  a: us # kpt-set: ${region}\n') }),
  pair('SET006', 'a.yaml:6:10', 'a.yaml', map('data:\n  a: new #kpt-set: ${x}\n  b: new # kpt-set: ${x}\n'), map('data:\n  a: new # kpt-set: ${x}\n  b: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('SET010', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: old # kpt-set: ${x}\n'), map('data:\n  a: "old" # kpt-set: ${x}\n'), { Kptfile: setters('x: "12"') }),
  pair('SET011', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: abc # kpt-set: ${x}-${y}\n'), map('data:\n  a: new-b # kpt-set: ${x}-${y}\n'), { Kptfile: setters('x: new') }),
  pair('SET012', 'a.yaml:7:3', 'a.yaml', map('data:\n  a: # kpt-set: ${x}\n  - b\n'), map('data:\n  a: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('SET021', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: b # kpt-set: ${x}\n'), map('data:\n  a: b\n')),
  pair('SET030', 'Kptfile:9:14', 'Kptfile', setters('range: 10.1.0.0'), setters('range: 10.1.0.0/24'), { 'a.yaml': map('data:\n  a: 10.1.0.0/24 # kpt-set: ${range}\n'), 'schema.yaml': schema('  range: {format: cidr}\n') }),
  pair('SET031', 'schema.yaml:8:9', 'schema.yaml', schema('  x: {}\n  name: {required: true}\n'), schema('  x: {}\n  name: {}\n'), { Kptfile: setters('x: new'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n  b: c # kpt-set: ${name}\n') }),
  pair('SET032', 'Kptfile:10:15', 'Kptfile', setters('x: new\n      regoin: eu'), setters('x: new\n      region: eu'), { 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n  b: eu # kpt-set: ${region}\n'), 'schema.yaml': schema('  x: {}\n  region: {}\n') }),
  pair('SET033', 'schema.yaml:8:13', 'schema.yaml', schema('  x: {}\n  old-name: {}\n'), schema('  x: {}\n'), { Kptfile: setters('x: new'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n') }),
  pair('KRM101', 'a.yaml:14:9', 'a.yaml', deployment('imagePullPolice: Always'), deployment('imagePullPolicy: Always')),
  pair('KRM102', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: 1\n'), map('data:\n  a: "1"\n')),
  pair('KRM103', 'a.yaml:14:17', 'a.yaml', deployment('ports: [{name: x}]'), deployment('ports: [{name: x, containerPort: 1}]')),
  pair('KRM104', 'a.yaml:14:38', 'a.yaml', deployment('resources: {limits: {memory: 512MB}}'), deployment('resources: {limits: {memory: 512M}}')),
  pair('KRM105', 'a.yaml:1:13', 'a.yaml', 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: c}\n', map('')),
  pair('KRM106', 'a.yaml:14:43', 'a.yaml', deployment('env: [{name: A, value: a}, {name: A, value: b}]'), deployment('env: [{name: A, value: a}, {name: B, value: b}]')),
  pair('KRM201', 'b.yaml:4:9', 'b.yaml', map(''), map('', 'b'), { 'a.yaml': map('') }),
  pair('KRM202', 'x.yaml:2:7', 'x.yaml', SCRIPT.replace('  annotations:\n    config.kubernetes.io/local-config: "true"\n', ''), SCRIPT, { Kptfile: kptfile(`image: ${CATALOG}/starlark:v0.5.0\n    configPath: x.yaml`) }),
  pair('SEC010', 'a.yaml:6:13', 'a.yaml', secret('stringData:\n  password: hunter2\n'), secret('stringData:\n  password: CHANGE-ME\n')),
  pair('SEC011', 'a.yaml:7:5', 'a.yaml', map(`data:\n  k: |\n    ${KEY}`), map('data:\n  k: |\n    -----BEGIN CERTIFICATE-----\n')),
  pair('CHK001', 'a.yaml:6:1', 'a.yaml', map('data:\n  a: 1 # krm-fleet:ignore KRM102\n'), map('data:\n  a: 1 # krm-fleet:ignore KRM102 it is read as text\n')),
  pair('CHK002', 'a.yaml:6:1', 'a.yaml', map('data:\n  a: "1" # krm-fleet:ignore KRM102 it is read as text\n'), map('data:\n  a: "1"\n')),
]
