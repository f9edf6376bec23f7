import { configFileResult, generalResult, kubernetesObjectResult, type Configs, type KubernetesObject } from 'kpt-functions'

interface Workload extends KubernetesObject {
  spec: { template: { spec: { containers: { name: string; image: string; ports?: { containerPort: number }[] }[] } } }
}

const isDeployment = (o: KubernetesObject): o is Workload => o.apiVersion === 'apps/v1' && o.kind === 'Deployment'

/** Reports images without a version, and what it looked at. */
export async function checkImages(configs: Configs): Promise<void> {
  const deployments = configs.get(isDeployment)
  for (const deployment of deployments) {
    for (const [index, { image, ports }] of deployment.spec.template.spec.containers.entries()) {
      const path = `spec.template.spec.containers[${index}]`
      if (!/:v\d/.test(image)) {
        const field = { path: `${path}.image`, currentValue: image, suggestedValue: `${image}:v1` }
        configs.addResults(kubernetesObjectResult(`image ${image} has no version`, deployment, field, 'error', { rule: 'version' }))
      }
      for (const { containerPort } of ports ?? []) {
        if (containerPort < 1024) {
          configs.addResults(kubernetesObjectResult(`port ${containerPort} is privileged`, deployment, { path: `${path}.ports`, currentValue: containerPort }, 'warn'))
        }
      }
    }
  }
  configs.addResults(generalResult(`looked at ${deployments.length} deployments`, 'info'), configFileResult('has no owner', 'OWNERS', 'warn'))
}

checkImages.usage = 'Reports images without a version.'
