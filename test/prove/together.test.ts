// The conformance tests let kpt render many packages as sub-packages of one root; here each is rendered alone as well.

import { afterAll, expect, it } from 'vitest'
import { join } from 'node:path'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'
import { layCorpus } from '../render/corpus-renders.ts'
import { kptEach, kptTogether } from '../render/kpt-together.ts'
import { Workshop } from '../render/with-kpt.ts'

const workshop = new Workshop()
afterAll(() => workshop.remove())

describeWith('packages that kpt renders together', [needs.kpt(), needs.corpus()], () => {
  it.each([0, 1, 3])('are the same as each rendered alone, through %i functions that do nothing', async (count) => {
    const pipeline = { functions: Array.from({ length: count }, () => ({ exec: 'cat' })) }
    const [together, each] = [join(workshop.dir, `together-${count}`), join(workshop.dir, `each-${count}`)].map((dir) => layCorpus(corpusDir()!, dir, pipeline))
    const left = await kptTogether(together!.dir, together!.names, ['--allow-exec'])
    const alone = await kptEach(each!.dir, each!.names, ['--allow-exec'])
    for (const name of each!.names) {
      expect(left.get(name)!.exitCode, name).toBe(alone.get(name)!.exitCode)
      expect([...left.get(name)!.files], name).toEqual([...alone.get(name)!.files])
      expect(left.get(name)!.calls, name).toEqual(alone.get(name)!.calls)
    }
    process.stdout.write(`${each!.names.length} packages, ${count} functions: the same\n`)
  })
})
