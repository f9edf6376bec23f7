/** An image's argv outside of the image: this machine's Node, and the bundles that lie in build/. */

import { fileURLToPath } from 'node:url'

const build = fileURLToPath(new URL('../../build/', import.meta.url))

/** The argv with both paths of the image replaced. */
export function onThisMachine(argv: readonly string[]): string[] {
  return argv.map((word) => (word === '/nodejs/bin/node' ? process.execPath : word.replace(/^\/app\//, build)))
}
