import { describe, expect, test } from 'vitest'
import { readKrmFile } from '#krm/krm-file.ts'
import { formatPlace } from '#krm/result.ts'
import { bundledSchemas } from './bundled.ts'
import { bundleOfCrds } from './read-bundles.ts'
import { validateResource } from './validate.ts'

const schemas = bundledSchemas()

function findings(text: string): string[] {
  const { resources, problems } = readKrmFile('a.yaml', text)
  expect(problems).toEqual([])
  const own = bundleOfCrds(resources)
  const set = own === undefined ? schemas : schemas.with(own)
  return resources.flatMap((resource) => validateResource(resource, set).map((result) => `${formatPlace(result.place)} ${result.code} ${result.message}${result.fix === undefined ? '' : ` [${result.fix.describe}]`}`))
}

const deployment = (container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        ${container}
`

describe('built-in kinds', () => {
  test('a misspelt field gets its name, a field indented too deep its place', () => {
    expect(findings(deployment('imagePullPolice: Always'))).toEqual(['a.yaml:11:9 KRM101 spec.template.spec.containers[0] of apps/v1 Deployment of Kubernetes 1.36 has no field "imagePullPolice"; did you mean imagePullPolicy? [rename it to imagePullPolicy]'])
    expect(findings(deployment('replicas: 2'))).toEqual(['a.yaml:11:9 KRM101 spec.template.spec.containers[0] of apps/v1 Deployment of Kubernetes 1.36 has no field "replicas"; spec has one: move it there'])
  })

  test('types: text that YAML reads as a number, a number in quotes, a list for a map', () => {
    expect(findings(deployment('env: [{name: PORT, value: 8080}, {name: FLAG, value: yes}]'))).toEqual([
      'a.yaml:11:35 KRM102 spec.template.spec.containers[0].env[0].value: 8080 is a number in YAML and must be text [put it in quotes]',
      'a.yaml:11:62 KRM102 spec.template.spec.containers[0].env[1].value: yes is a boolean in YAML and must be text [put it in quotes]',
    ])
    expect(findings(deployment('ports: [{containerPort: "80"}]'))).toEqual(['a.yaml:11:33 KRM102 spec.template.spec.containers[0].ports[0].containerPort: "80" is text and must be a whole number [take the quotes away]'])
    expect(findings(deployment('args: run'))).toEqual(['a.yaml:11:15 KRM102 spec.template.spec.containers[0].args must be a list, not a single value'])
    expect(findings('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {on: true}}\ndata: {n: 1}\n')).toEqual([
      'a.yaml:3:39 KRM102 metadata.annotations.on: true is a boolean in YAML and must be text [put it in quotes]',
      'a.yaml:4:11 KRM102 data.n: 1 is a number in YAML and must be text [put it in quotes]',
    ])
  })

  test('quantities, ports by name or number, numbers as quantities', () => {
    expect(findings(deployment('resources: {limits: {cpu: 1, memory: 512MB}, requests: {cpu: 250m, memory: 1.5Gi}}'))).toEqual([
      'a.yaml:11:46 KRM104 spec.template.spec.containers[0].resources.limits.memory: "512MB" is no quantity: write a number and n, u, m, k, M, G, T, P, E or Ki, Mi, Gi, Ti, Pi, Ei',
    ])
    expect(findings(deployment('livenessProbe: {httpGet: {port: http}}'))).toEqual([])
    expect(findings(deployment('livenessProbe: {httpGet: {port: 8080}}'))).toEqual([])
  })

  test('required fields, repeated keys, null as absent, merge keys', () => {
    expect(findings('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n  - name: http\n')).toEqual(['a.yaml:6:5 KRM103 spec.ports[0] needs the field port'])
    expect(findings(deployment('env: [{name: A, value: a}, {name: A, value: b}]'))).toEqual(['a.yaml:11:43 KRM106 spec.template.spec.containers[0].env[0] has the same name already; server-side apply refuses the list'])
    expect(findings(deployment('resources: null'))).toEqual([])
    expect(findings('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, creationTimestamp: null}\nx-base: &b {a: b}\ndata: {<<: *b, c: *b}\n')).toEqual([
      'a.yaml:4:1 KRM101 v1 ConfigMap of Kubernetes 1.36 has no field "x-base"; it has apiVersion, binaryData, data, immutable, kind, metadata',
      'a.yaml:4:12 KRM102 data.c must be a single value, not a map',
    ])
  })

  test('kinds and versions that a group does not have; nothing about groups that nobody knows', () => {
    const named = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`
    expect(findings(named('extensions/v1beta1', 'Ingress'))).toEqual(['a.yaml:1:13 KRM105 Kubernetes 1.36 has no Ingress of extensions/v1beta1; it is in networking.k8s.io/v1 [write networking.k8s.io/v1]'])
    expect(findings(`${named('extensions/v1beta1', 'Ingress')}spec: {backend: {serviceName: a, servicePort: 1}}\n`)[0], 'its fields are others now').not.toContain('[write')
    expect(findings(named('batch/v1beta1', 'CronJob'))).toEqual(['a.yaml:1:13 KRM105 Kubernetes 1.36 has no CronJob of batch/v1beta1; it is in batch/v1'])
    expect(findings(named('apps/v1', 'Deploymet'))).toEqual(['a.yaml:2:7 KRM105 apps/v1 of Kubernetes 1.36 has no kind Deploymet; did you mean Deployment?'])
    expect(findings(named('policy/v1beta1', 'PodSecurityPolicy'))).toEqual(['a.yaml:2:7 KRM105 Kubernetes 1.36 has no PodSecurityPolicy of policy/v1beta1'])
    expect(findings(named('config.porch.kpt.dev/v1alpha1', 'PackageVariants'))).toHaveLength(1)
    for (const [apiVersion, kind] of [['example.com/v1', 'Anything'], ['v1', 'ConfigMapList'], ['infra.nephio.org/v1alpha1', 'ClusterContext'], ['kpt.dev/v1', 'Kptfile'], ['helm.toolkit.fluxcd.io/v2', 'SomethingElse']]) {
      expect(findings(named(apiVersion!, kind!)), `${apiVersion} ${kind}`).toEqual([])
    }
  })

  test('a value of a Secret is neither in a message nor in a fix', () => {
    const { resources } = readKrmFile('a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: hunter2!}\nstringData: {b: 31337}\n')
    const results = validateResource(resources[0]!, schemas)
    expect(results.map(({ message }) => message)).toEqual(['data.a: the value is not base64', 'stringData.b: the value is a number in YAML and must be text'])
    expect(JSON.stringify(results)).not.toMatch(/hunter2|31337/)
  })
})

describe('CRDs', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: apps.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: App, plural: apps}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [size]
            properties:
              size: {type: integer, minimum: 1, maximum: 5}
              mode: {type: string, enum: [a, b]}
              name: {type: string, pattern: '^(a+)+$'}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
              labels: {type: object, additionalProperties: {type: string}}
---
`
  test('of the package itself, its patterns run in time that they cannot draw out', () => {
    expect(findings(`${crd}apiVersion: example.com/v1\nkind: App\nmetadata: {name: a, nmespace: b}\nspec: {size: 9, mode: c, name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!, free: {x: {y: 1}}, labels: {a: 1}, extra: 1}\n`)).toEqual([
      'a.yaml:28:21 KRM101 metadata of every object has no field "nmespace"; did you mean namespace? [rename it to namespace]',
      'a.yaml:29:14 KRM104 spec.size: 9 must be at most 5 (the CRD in a.yaml)',
      'a.yaml:29:23 KRM104 spec.mode: "c" is none of a, b (the CRD in a.yaml)',
      'a.yaml:29:32 KRM104 spec.name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" does not have the form ^(a+)+$ (the CRD in a.yaml)',
      'a.yaml:29:103 KRM102 spec.labels.a: 1 is a number in YAML and must be text (the CRD in a.yaml) [put it in quotes]',
      'a.yaml:29:107 KRM101 spec of example.com/v1 App of the CRD in a.yaml has no field "extra"; it has size, mode, name, free, labels',
    ])
    expect(findings(`${crd}apiVersion: example.com/v1\nkind: App\nmetadata: {name: a}\nspec: {}\n`)).toEqual(['a.yaml:29:7 KRM103 spec needs the field size'])
  })

  test('of the field: Porch, Nephio, Config Sync, NetworkAttachmentDefinition', () => {
    expect(findings('apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata: {name: a}\nspec:\n  upstream: {repo: a, package: b, revison: v1}\n  downstream: {repo: a, package: b}\n')).toEqual([
      expect.stringMatching(/^a\.yaml:5:35 KRM101 spec\.upstream of config\.porch\.kpt\.dev\/v1alpha1 PackageVariant of the CRD of Porch 74d82d5 has no field "revison"; did you mean revision\?/),
    ])
    expect(findings('apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata: {name: a}\nspec: {confg: "{}"}\n')).toHaveLength(1)
    expect(findings('apiVersion: configsync.gke.io/v1beta1\nkind: RootSync\nmetadata: {name: root-sync, namespace: config-management-system}\nspec: {sourceFormat: unstructured, git: {repo: "https://git.example.com/a.git", branch: main, auth: none, period: 15s}}\n')).toEqual([])
  })
})
