/** The annotations with which kpt and functions tell each other where resources come from. */

export const LEGACY_INDEX = 'config.kubernetes.io/index'
export const LEGACY_PATH = 'config.kubernetes.io/path'
export const INDEX = 'internal.config.kubernetes.io/index'
export const PACKAGE_PATH = 'internal.config.kubernetes.io/package-path'
export const PATH = 'internal.config.kubernetes.io/path'
export const SEQUENCE_INDENT = 'internal.config.kubernetes.io/seqindent'
export const MIGRATION_ID = 'internal.config.kubernetes.io/annotations-migration-resource-id'
export const ID = 'internal.config.kubernetes.io/id'
export const LEGACY_ID = 'config.k8s.io/id'

/** All that a render puts on the wire; an author's own annotations of these names stay in the file and off the wire. */
export const WIRE_KEYS: ReadonlySet<string> = new Set([LEGACY_INDEX, LEGACY_PATH, INDEX, PACKAGE_PATH, PATH, SEQUENCE_INDENT, MIGRATION_ID, ID, LEGACY_ID])
