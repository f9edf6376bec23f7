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

const SCRIPT = 'apiVersion: fn.kpt.dev/v1alpha1\nkind: StarlarkRun\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/local-config: "true"\nsource: |\n  pass\n'
const KEY = '-----BEGIN PRIVATE KEY-----\n    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n'

export const SEEDS: readonly Seed[] = [
  pair('KPT104', 'Kptfile:5:1', 'Kptfile', `${HEAD}pipelin: {}\n`, `${HEAD}pipeline: {}\n`),
  pair('KPT110', 'Kptfile:8:17', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: seters.yaml`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configPath: setters.yaml`), { 'setters.yaml': map('data: {x: new}\n'), 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n', 'b') }),
  pair('KPT214', 'a.yaml', 'a.yaml', map('data:\n  a: old # kpt-set: ${x}\n'), map('data:\n  a: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('KPT301', 'Kptfile:7:12', 'Kptfile', kptfile('image: docker.io/nephio/nad-fn:latest'), kptfile('image: docker.io/nephio/nad-fn:v2.0.0')),
  pair('KPT302', 'Kptfile:7:12', 'Kptfile', kptfile('image: gcr.io/kpt-fn/set-namespace:v0.4.1\n    configMap: {namespace: x}'), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT303', 'Kptfile:7:12', 'Kptfile', kptfile(`image: ${CATALOG}/apply-setter:v0.2.0\n    configMap: {x: new}`), kptfile(`image: ${CATALOG}/apply-setters:v0.2.0\n    configMap: {x: new}`), { 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n') }),
  pair('KPT304', 'Kptfile:7:5', 'Kptfile', kptfile('image: docker.io/nephio/nad-fn:v2.0.0'), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  pair('KPT305', 'Kptfile:8:17', 'Kptfile', kptfile(`image: ${CATALOG}/starlark:v0.5.0\n    configPath: a.yaml`), kptfile(`image: ${CATALOG}/starlark:v0.5.0\n    configPath: x.yaml`), { 'a.yaml': map('').replace('ConfigMap', 'Script').replace('v1', 'example.com/v1'), 'x.yaml': SCRIPT }),
  pair('KPT306', 'Kptfile:7:5', 'Kptfile', kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespce: x}`), kptfile(`image: ${CATALOG}/set-namespace:v0.4.1\n    configMap: {namespace: x}`)),
  { code: 'KPT309', at: 'sub/kptfile.yaml:2:7', bad: { 'sub/kptfile.yaml': HEAD }, good: { 'sub/Kptfile': HEAD } },
  pair('YML002', 'a.yaml:7:3', 'a.yaml', map('data:\n  a: b\n  a: c\n'), map('data:\n  a: b\n  c: c\n')),
  pair('SET001', 'Kptfile:10:11', 'Kptfile', setters('x: new\n      yy: old'), setters('x: new'), { 'a.yaml': map('data:\n  a: new # kpt-set: ${x}\n') }),
  pair('SET002', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: b # kpt-set: ${nobody}\n  c: new # kpt-set: ${x}\n'), map('data:\n  c: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('SET003', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: ran # kpt-set: ${cluster-nmae}\n'), map('data:\n  a: ran # kpt-set: ${cluster-name}\n'), { Kptfile: setters('cluster-name: ran') }),
  pair('SET004', 'Kptfile:9:15', 'Kptfile', `${setters('region: eu')}  - image: ${CATALOG}/apply-setters:v0.2.0\n    configMap:\n      region: us\n`, setters('region: us'), { 'a.yaml': map('data:\n  a: us # kpt-set: ${region}\n') }),
  pair('SET006', 'a.yaml:6:10', 'a.yaml', map('data:\n  a: new #kpt-set: ${x}\n  b: new # kpt-set: ${x}\n'), map('data:\n  a: new # kpt-set: ${x}\n  b: new # kpt-set: ${x}\n'), { Kptfile: setters('x: new') }),
  pair('SET010', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: old # kpt-set: ${x}\n'), map('data:\n  a: "old" # kpt-set: ${x}\n'), { Kptfile: setters('x: "12"') }),
  pair('SET011', 'a.yaml:6:6', 'a.yaml', map('data:\n  a: abc # kpt-set: ${x}-${y}\n'), map('data:\n  a: new-b # kpt-set: ${x}-${y}\n'), { Kptfile: setters('x: new') }),
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
