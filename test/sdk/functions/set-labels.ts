import { addLabel, type Configs } from 'kpt-functions'

/** Puts every key of the config map as a label on every object, and on the pods that they make. */
export async function setLabels(configs: Configs): Promise<void> {
  const labels = configs.getFunctionConfigMap() ?? new Map<string, string>()
  for (const object of configs.getAll()) {
    for (const [name, value] of labels) {
      addLabel(object, name, value)
      const template = (object as { spec?: { template?: { metadata?: object } } }).spec?.template
      if (template?.metadata !== undefined) addLabel(template as Parameters<typeof addLabel>[0], name, value)
    }
  }
}

setLabels.usage = `
Sets labels on all objects.

Configured using a ConfigMap whose keys are label names.
`
