/** docs/kpt.md lists what is built in of the catalog, no more and no less. */

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { DROP_INS } from '#cli/run/builtin-images.ts'

it('docs/kpt.md has every function of the catalog that is built in, with its tags', () => {
  const text = readFileSync(new URL('../../docs/kpt.md', import.meta.url), 'utf8')
  const section = text.slice(text.indexOf('## Functions of the catalog'), text.indexOf('## Writing'))
  const rows = [...section.matchAll(/^\| `([\w-]+)` \| ([^|]+) \|/gm)].map(([, name, tags]) => [name, tags])
  expect(rows).toEqual(DROP_INS.map(({ fn, tags }) => [fn.name, tags.join(', ')]))
})
