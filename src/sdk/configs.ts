/**
 * The document store that npm `kpt-functions` hands to a function, without that package: importing it replaces the
 * global console and pulls in its reader and writer. Same methods, same order, same rules for equal keys.
 */

import type { Configs, KubernetesObject, Result } from 'kpt-functions'

/** What a function throws, and what the accessors of the config map throw, when the functionConfig is not what they need. */
export class FunctionConfigError extends Error {}

/** What of the package is needed when a function runs. `import * as kpt from 'kpt-functions'` fits. */
export interface KptLibrary {
  readonly Configs: new (input?: KubernetesObject[], functionConfig?: KubernetesObject, results?: Result[]) => Configs
  readonly FunctionConfigError: new (message: string) => Error
}

/** `apiVersion/kind/namespace/name`, the package's identity of an object. Throws when there is no metadata. */
export function kubernetesKey({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion}/${kind}/${metadata.namespace || ''}/${metadata.name}`
}

/** Public methods of the package's class `Configs`; its comments say what each does. */
class ObjectStore implements Pick<Configs, keyof Configs> {
  logToStdErr: boolean | undefined
  readonly #objects = new Map<string, KubernetesObject>()
  readonly #functionConfig: KubernetesObject | undefined
  readonly #results: Result[]

  constructor(input: KubernetesObject[] = [], functionConfig?: KubernetesObject, results: Result[] = []) {
    this.insert(...input)
    this.#functionConfig = functionConfig
    this.#results = results
  }

  getAll(): KubernetesObject[] {
    return [...this.#objects].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
  }

  get<Kind extends KubernetesObject>(isKind: (o: KubernetesObject) => o is Kind): Kind[] {
    return this.getAll().filter(isKind)
  }

  insert(...objects: KubernetesObject[]): void {
    for (const object of objects) this.#objects.set(kubernetesKey(object), object)
  }

  delete(...objects: KubernetesObject[]): void {
    for (const object of objects) this.#objects.delete(kubernetesKey(object))
  }

  deleteAll(): void {
    this.#objects.clear()
  }

  groupBy(keyFn: (object: KubernetesObject) => string): [string, KubernetesObject[]][] {
    const groups = new Map<string, KubernetesObject[]>()
    for (const object of this.getAll()) {
      const key = keyFn(object)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [object])
      else group.push(object)
    }
    return [...groups]
  }

  getFunctionConfig(): KubernetesObject | undefined {
    return this.#functionConfig
  }

  getFunctionConfigMap(): Map<string, string> | undefined {
    const config = this.#functionConfig
    if (config === undefined) return undefined
    if (config.apiVersion !== 'v1' || config.kind !== 'ConfigMap') {
      throw new FunctionConfigError(`functionConfig expected to be of kind ConfigMap, instead got: ${config.kind}`)
    }
    const { data } = config as KubernetesObject & { data?: Record<string, string> }
    return new Map(Object.entries(data ?? {}))
  }

  getFunctionConfigValue(key: string): string | undefined {
    return this.getFunctionConfigMap()?.get(key)
  }

  hasUnexpectedFunctionParameter(expectedDataKeys: string[]): string[] | undefined {
    const map = this.getFunctionConfigMap()
    return map === undefined ? undefined : [...map.keys()].filter((key) => !expectedDataKeys.includes(key))
  }

  getFunctionConfigValueOrThrow(key: string): string {
    const map = this.getFunctionConfigMap()
    if (map === undefined) throw new FunctionConfigError('The function config map was undefined')
    const value = map.get(key)
    if (value === undefined) throw new FunctionConfigError(`Missing 'data.${key}' in ConfigMap provided as functionConfig`)
    return value
  }

  addResults(...results: Result[]): void {
    this.#results.push(...results)
  }

  getResults(): Result[] {
    return this.#results
  }

  toResourceList(): ReturnType<Configs['toResourceList']> {
    const results = this.#results.length > 0 ? { results: this.#results } : {}
    return { apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', metadata: { name: 'output' }, items: this.getAll(), ...results }
  }

  deepCopy(): Configs {
    const copy = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)))
    return asConfigs(new ObjectStore(copy(this.getAll()), copy(this.#functionConfig), copy(this.#results)))
  }
}

/** The package's class has private fields, so no other class is one to the compiler; `implements` proves the public part. */
function asConfigs(store: Pick<Configs, keyof Configs>): Configs {
  return store as Configs
}

/** Our own stand-in for the package. */
export const OWN_LIBRARY: KptLibrary = {
  Configs: class extends ObjectStore {} as unknown as KptLibrary['Configs'],
  FunctionConfigError,
}
