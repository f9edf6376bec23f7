// Sync objects that people publish: nothing that Config Sync and Flux accept is refused.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFluxKustomization, checkFluxSource } from '#fleet/sync/check-flux.ts'
import { checkSyncObject } from '#fleet/sync/check-sync-object.ts'
import { isFluxKustomization, isFluxSource, readFluxKustomization, readFluxSource } from '#fleet/sync/flux-object.ts'
import { isSyncObject, readSyncObject } from '#fleet/sync/sync-object.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { Results } from '#krm/result.ts'
import { expect, it } from 'vitest'
import { corpusDir, describeWith, needs } from '../oracles/oracles.ts'

describeWith('sync objects of the real packages', needs.corpus(), () => {
  it('are accepted; what is said of them is that they are http', () => {
    let read = 0
    const said = new Set<string>()
    for (const folder of ['nephio-catalog', 'nephio-example-packages']) {
      for (const file of readdirSync(join(corpusDir()!, folder), { recursive: true, encoding: 'utf8' })) {
        if (!/\.ya?ml$/.test(file)) continue
        const { resources } = readKrmFile(file, readFileSync(join(corpusDir()!, folder, file), 'utf8'))
        for (const resource of resources) {
          const results = new Results()
          if (isSyncObject(resource)) checkSyncObject(readSyncObject(resource), results)
          else if (isFluxSource(resource)) checkFluxSource(readFluxSource(resource), [], results)
          else if (isFluxKustomization(resource)) checkFluxKustomization(readFluxKustomization(resource), [], results)
          else continue
          read++
          for (const { severity, code } of results.list) said.add(`${severity} ${code}`)
        }
      }
    }
    expect(read).toBeGreaterThan(3)
    expect([...said]).toEqual(['warning SYN012'])
  })
})
