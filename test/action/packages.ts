// Packages for the tests of the Action.

const SETTERS = 'ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0'

/** A Kptfile; with setters it applies them. */
export function kptfile(name: string, setters: Readonly<Record<string, string>> = {}): string {
  const map = Object.entries(setters).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`).join('')
  return `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: ${name}\n${map === '' ? '' : `pipeline:\n  mutators:\n  - image: ${SETTERS}\n    configMap:\n${map}`}`
}

export function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`
}

/** A deployment whose replicas a setter fills. */
export function deployment(more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3 # kpt-set: \${replicas}
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: docker.io/library/nginx:1.29
${more}`
}

/** A management repository with two clusters and the blueprint `base`, all in one clone. */
export function fleetFiles(site = 'far-east'): Record<string, string> {
  const repository = (name: string, deployment: boolean): string => `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: ${name}\nspec:\n  deployment: ${deployment}\n  git:\n    repo: https://git.example.com/${name}.git\n${name === 'blueprints' ? '    directory: blueprints\n' : ''}`
  const variant = (cluster: string, value: string): string => `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata:\n  name: ${cluster}-base\nspec:\n  upstream: {repo: blueprints, package: base, workspaceName: v1}\n  downstream: {repo: dep-${cluster}, package: base}\n  pipeline:\n    mutators:\n    - image: ${SETTERS}\n      name: site\n      configMap:\n        site: ${value}\n`
  return {
    'mgmt/krm-fleet.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\nrepositories:\n  blueprints: {path: .., workingTree: true}\n',
    'mgmt/blueprints.yaml': repository('blueprints', false),
    ...Object.fromEntries([['east', site], ['west', 'west']].flatMap(([cluster, value]) => [
      [`mgmt/clusters/${cluster!}.yaml`, `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${cluster!}\nspec:\n  clusterName: ${cluster!}\n  siteCode: site-${cluster!}\n  cniConfig: {cniType: macvlan, masterInterface: eth0}\n---\n${repository(`dep-${cluster!}`, true)}`],
      [`mgmt/variants/${cluster!}.yaml`, variant(cluster!, value!)],
    ])),
    'blueprints/base/Kptfile': kptfile('base', { own: 'blank' }),
    'blueprints/base/a.yaml': configMap('a', '  own: x # kpt-set: ${own}\n  site: x # kpt-set: ${site}\n'),
  }
}
