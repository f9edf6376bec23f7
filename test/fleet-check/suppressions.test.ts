/** A suppression in a blueprint is of the check of packages or of that of the fleet: neither takes the other's for idle. */

import { rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { COMMAND } from '../agree/defects.ts'
import { FleetDirectory } from '../fleet/fleet-directory.ts'

const fleet = new FleetDirectory()
afterAll(() => rmSync(fleet.root, { recursive: true, force: true }))

test('suppressions of both checks in one blueprint', () => {
  fleet.standard()
  fleet.write('mgmt/krm-fleet.yaml', 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: krm-fleet\nrepositories:\n  blueprints: {path: ../blueprints, workingTree: true}\n')
  const text = (of: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndata:\n  port: 8080 # krm-fleet:ignore ${of} its program reads text\n  x: a # krm-fleet:ignore FLT066 its cluster has it\n`
  fleet.write('blueprints/base/b.yaml', text('KRM102'))
  const check = (): string => spawnSync('node', [COMMAND, 'check', 'blueprints'], { cwd: fleet.root, encoding: 'utf8' }).stdout
  expect(fleet.run('check', 'mgmt').stdout).not.toContain('CHK002')
  expect(check()).not.toContain('CHK002')
  fleet.write('blueprints/base/b.yaml', text('KRM104'))
  expect(check(), 'one that is idle in its own check').toContain('CHK002 KRM104 finds nothing here')
})
