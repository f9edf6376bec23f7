/** A directory that holds no fleet, because its name is misspelt for example, is no error and is said. */

import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { FleetDirectory } from '../fleet/fleet-directory.ts'

const fleet = new FleetDirectory()
afterAll(() => rmSync(fleet.root, { recursive: true, force: true }))

test('nothing of a fleet is there', () => {
  fleet.write('notes/a.yaml', 'a: 1\n')
  expect(fleet.run('check', 'notes')).toEqual({
    status: 0,
    stdout: 'no findings\n',
    stderr: 'There is no object of a fleet (ClusterContext, Repository, PackageVariant) in notes.\nChecked 0 clusters and 0 packages.\n',
  })
})
