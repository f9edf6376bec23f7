import type { Configs, KubernetesObject } from 'kpt-functions'

interface Container {
  name: string
  image: string
  args?: string[]
  env?: { name: string; value?: string }[]
  ports?: { name?: string; containerPort: number }[]
  resources?: object
}
interface Workload extends KubernetesObject {
  spec: { replicas?: number; template: { spec: { containers: Container[]; volumes?: object[] } } }
}

const isDeployment = (o: KubernetesObject): o is Workload => o.kind === 'Deployment'

/** Edits lists in every way: adds at both ends, changes inside, removes, and empties. */
export async function addSidecar(configs: Configs): Promise<void> {
  for (const { spec } of configs.get(isDeployment)) {
    const { containers } = spec.template.spec
    spec.replicas = (spec.replicas ?? 0) + 1
    for (const container of containers) {
      container.args = ['--first', ...(container.args ?? []).filter((arg) => arg !== '--debug'), '--last']
      if (container.env !== undefined) container.env = container.env.filter(({ name }) => name !== 'OLD').map((e) => (e.name === 'LEVEL' ? { ...e, value: 'off' } : e))
      delete container.resources
      if (container.ports !== undefined) container.ports[0]!.containerPort = 8443
    }
    containers.unshift({ name: 'proxy', image: 'example.com/proxy:v2' })
    spec.template.spec.volumes = []
  }
}

addSidecar.usage = 'Adds a sidecar.'
