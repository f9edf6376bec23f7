/** What an API server accepts of a kind: OpenAPI schemas without their prose, and sets of them to look kinds up in. */

/** The part of a structural schema that is checked. Absent means: not restricted. */
export interface Schema {
  /** The key of a definition of the same bundle; then there is nothing else. */
  readonly ref?: string
  /** `quantity`: a resource.Quantity, which may be written as a number. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  /** Of the values of a map with free keys. */
  readonly values?: Schema
  readonly items?: Schema
  /** Fields that it does not list are kept. */
  readonly open?: true
  /** A whole object with apiVersion, kind and metadata stands here. */
  readonly embedded?: true
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  /** The fields that tell the items of a list apart. */
  readonly keys?: readonly string[]
}

/** A kind of one version. */
export interface KindSchema {
  readonly schema: Schema
  /** Known of CRDs only. */
  readonly scope?: 'Cluster' | 'Namespaced'
}

/** Kinds by apiVersion and kind, and the definitions that their schemas refer to. */
export interface SchemaBundle {
  /** Where it comes from, for messages: `Kubernetes 1.36`, `the CRD in crds.yaml`. */
  readonly origin: string
  readonly kinds: Readonly<Record<string, Readonly<Record<string, KindSchema>>>>
  readonly definitions: Readonly<Record<string, Schema>>
  /** The same by API group, where a bundle has kinds of several projects. */
  readonly origins?: Readonly<Record<string, string>>
  /** Whether patterns come from somebody whose regular expressions JavaScript may run. */
  readonly trusted: boolean
}

/** A kind that was found, with the bundle that its references are of. */
export interface FoundKind extends KindSchema {
  readonly bundle: SchemaBundle
  /** The project that the kind is of, where the bundle has several. */
  readonly origin?: string
}

/** Bundles in the order in which they are asked. One that is a function is loaded when the ones before it know nothing. */
export class SchemaSet {
  readonly #bundles: (SchemaBundle | (() => SchemaBundle))[]

  constructor(bundles: readonly (SchemaBundle | (() => SchemaBundle))[]) {
    this.#bundles = [...bundles]
  }

  /** This set with a bundle that is asked first. */
  with(bundle: SchemaBundle): SchemaSet {
    return new SchemaSet([bundle, ...this.#bundles])
  }

  find(apiVersion: string, kind: string): FoundKind | undefined {
    for (const bundle of this.#all()) {
      const found = own(own(bundle.kinds, apiVersion), kind)
      if (found === undefined) continue
      const origin = own(bundle.origins, groupOf(apiVersion))
      return { ...found, bundle, ...(origin !== undefined && { origin }) }
    }
    return undefined
  }

  /** Every apiVersion that has the kind, in the order of the bundles. */
  apiVersionsOf(kind: string): string[] {
    return [...this.#all()].flatMap(({ kinds }) => Object.keys(kinds).filter((apiVersion) => own(kinds[apiVersion], kind) !== undefined))
  }

  /** The kinds of an apiVersion; empty when it is not known at all. */
  kindsOf(apiVersion: string): string[] {
    return [...this.#all()].flatMap(({ kinds }) => Object.keys(own(kinds, apiVersion) ?? {}))
  }

  /** Where an API group is described, by the first bundle that has a version of it. */
  originOfGroup(group: string): string | undefined {
    for (const { kinds, origin, origins } of this.#all()) if (Object.keys(kinds).some((apiVersion) => groupOf(apiVersion) === group)) return own(origins, group) ?? origin
    return undefined
  }

  *#all(): Generator<SchemaBundle> {
    for (const [index, entry] of this.#bundles.entries()) {
      const bundle = typeof entry === 'function' ? entry() : entry
      this.#bundles[index] = bundle
      yield bundle
    }
  }
}

/** `apps` of `apps/v1`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

/** A property that the object itself has. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}
