/** What a package may cost to read. Each limit is checked before the bytes are read, and named when it is exceeded. */
export interface ReadLimits {
  /** Bytes of one file. */
  readonly maxFileBytes: number
  /** Bytes of all files that are read. */
  readonly maxPackageBytes: number
  /** Number of files that are read. */
  readonly maxFiles: number
}

const MiB = 1024 * 1024

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxFileBytes: 8 * MiB,
  maxPackageBytes: 64 * MiB,
  maxFiles: 20_000,
}

/** How the limits are called on the command line, for messages that say which one to raise. */
export const LIMIT_OPTIONS: Readonly<Record<keyof ReadLimits, string>> = {
  maxFileBytes: '--max-file-bytes',
  maxPackageBytes: '--max-package-bytes',
  maxFiles: '--max-files',
}
