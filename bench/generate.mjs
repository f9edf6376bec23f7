// What is measured: resources as platform teams keep them, the same ones every time. No chance, no clock.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1']

/** Setters and their values, as they go into a ConfigMap. */
export const SETTERS = {
  'cluster-name': 'edge-042',
  'site-code': 'fra-42',
  environment: 'production',
  region: 'eu-central-1',
  replicas: '3',
  tag: 'v2.14.7',
  registry: 'registry.example.com',
  'log-level': 'warn',
}

const annotations = (path, index, id) => `  annotations:
    internal.config.kubernetes.io/path: '${path}'
    internal.config.kubernetes.io/index: '${index}'
    config.kubernetes.io/path: '${path}'
    config.kubernetes.io/index: '${index}'
    internal.config.kubernetes.io/id: '${id}'
    config.k8s.io/id: '${id}'
`

/**
 * A Deployment, a Service or a ConfigMap as a document; 4.67 setter comments on average. `extra` goes into metadata.
 * With `flow` one of its maps or lists is in brackets: only a parser can tell what that holds.
 */
export function resource(number, { extra = '', flow = false } = {}) {
  const name = `app-${String(number).padStart(5, '0')}`
  const region = REGIONS[number % REGIONS.length]
  const head = (apiVersion, kind) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}
  namespace: team-${number % 40}
${extra}  labels:
    app.kubernetes.io/name: ${name}
    example.com/cluster: example # kpt-set: \${cluster-name}
    example.com/site: example-example # kpt-set: \${site-code}-\${environment}
`
  if (number % 3 === 0) {
    return `${head('apps/v1', 'Deployment')}spec:
  replicas: 1 # kpt-set: \${replicas}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      serviceAccountName: ${name}
      containers:
      # the application itself
      - name: app
        image: "example/${name}:v0.0.0" # kpt-set: \${registry}/${name}:\${tag}
${flow ? `        args: [--listen=:8080, --region=${region}]\n` : `        args:\n        - --listen=:8080\n        - --region=${region}\n`}        env:
        - name: LOG_LEVEL
          value: info # kpt-set: \${log-level}
        - name: CLUSTER
          value: 'example' # kpt-set: \${cluster-name}
        ports:
        - name: http
          containerPort: 8080
          protocol: TCP
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            memory: 256Mi
        readinessProbe:
          httpGet:
            path: /healthz
            port: http
          periodSeconds: 5
`
  }
  if (number % 3 === 1) {
    return `${head('v1', 'Service')}spec:
  type: ClusterIP
  externalName: ${name}.example.example.com # kpt-set: ${name}.\${region}.example.com
${flow ? `  selector: {app.kubernetes.io/name: ${name}}\n` : `  selector:\n    app.kubernetes.io/name: ${name}\n`}  ports:
  - name: http
    port: 80
    targetPort: http
    protocol: TCP
  - name: metrics
    port: 9090
    targetPort: 9090
`
  }
  return `${head('v1', 'ConfigMap')}${flow ? 'binaryData: {none: ""}\n' : ''}data:
  cluster: example # kpt-set: \${cluster-name}
  region: ${region} # kpt-set: \${region}
  level: "info" # kpt-set: \${log-level}
  config.yaml: |
    server:
      listen: :8080
      # not a setter: inside a text
      name: ${name}
    limits:
    - 10
    - 20
`
}

/** A ResourceList as kpt sends it, with the setters' values in its functionConfig; the first `flow` items need a parser. */
export function resourceList(count, flow = 0) {
  const items = []
  for (let number = 0; number < count; number++) {
    const text = resource(number, { extra: annotations(fileOf(number), 0, number + 1), flow: number < flow })
    items.push(`- ${text.replaceAll(/\n(?=[^\n])/g, '\n  ')}`)
  }
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}functionConfig:\n${settersConfig()}`
}

function settersConfig() {
  const data = Object.entries(SETTERS).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
  return `  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: setters\n  data:\n${data.join('')}`
}

/** The file of a resource in a package: 50 folders. */
export function fileOf(number) {
  return `dir-${number % 50}/res-${number}.yaml`
}

/** Writes a package of `count` files below \`folder\`, with a pipeline of functions: each sets its share of the setters. */
export function writePackage(folder, count, functions) {
  for (let number = 0; number < Math.min(50, count); number++) mkdirSync(join(folder, `dir-${number}`), { recursive: true })
  for (let number = 0; number < count; number++) writeFileSync(join(folder, fileOf(number)), resource(number))
  const shares = functions.map((_, index) => Object.entries(SETTERS).filter((_, at) => at % functions.length === index || functions.length === 1))
  const steps = functions.map((fn, index) => {
    const data = shares[index].map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`)
    return `  - ${fn}\n    configMap:\n${data.join('')}`
  })
  writeFileSync(join(folder, 'Kptfile'), `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: bench\npipeline:\n  mutators:\n${steps.join('')}`)
}
