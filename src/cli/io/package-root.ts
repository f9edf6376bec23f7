import { realpathSync, statSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import { Dir } from './dir.ts'
import { translating } from './system-error.ts'

/**
 * Opens a package's directory. A link that the user names himself is resolved: `real` is absolute and free of links.
 * IO001 or IO002 when there is no directory to open.
 */
export function openRoot(root: string): { readonly real: string; readonly dir: Dir } {
  return translating((why) => new CliError('IO001', `${root} cannot be read: ${why}`, root), () => {
    const real = realpathSync(root)
    if (!statSync(real).isDirectory()) {
      throw new CliError('IO002', `${root} is not a directory; name the directory of a package`, root)
    }
    return { real, dir: Dir.open(real) }
  })
}
