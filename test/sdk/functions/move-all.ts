import { addAnnotation, SOURCE_PATH_ANNOTATION, type Configs, type KubernetesObject } from 'kpt-functions'

/** Builds every object anew in another namespace, in the style of functions that change nothing in place. */
export async function moveAll(configs: Configs): Promise<void> {
  const namespace = configs.getFunctionConfigValueOrThrow('namespace')
  const moved = configs.getAll().map((object): KubernetesObject => {
    const copy = JSON.parse(JSON.stringify(object)) as KubernetesObject
    if (copy.kind === 'Namespace') return copy
    return addAnnotation({ ...copy, metadata: { ...copy.metadata, namespace } }, SOURCE_PATH_ANNOTATION, `${namespace}/all.yaml`)
  })
  configs.deleteAll()
  configs.insert(...moved)
}

moveAll.usage = 'Moves everything into one namespace and file.'
