import { expect, it } from 'vitest'
import { nextInventory } from './vanished.ts'

const web = { apiVersion: 'apps/v1', group: 'apps', kind: 'Deployment', namespace: 'apps', name: 'web' }
const apps = { apiVersion: 'v1', group: '', kind: 'Namespace', namespace: '', name: 'apps' }

it('remembers what is gone until it is back or somebody deletes the line', () => {
  const first = nextInventory(undefined, [web, apps])
  expect(first).toEqual({ objects: ['Deployment.apps apps/web', 'Namespace apps'], vanished: [] })
  const second = nextInventory(first, [apps])
  expect(second).toEqual({ objects: ['Namespace apps'], vanished: ['Deployment.apps apps/web'] })
  expect(nextInventory(second, [apps])).toEqual(second)
  expect(nextInventory(second, [apps, web])).toEqual(first)
  expect(nextInventory({ ...second, vanished: [] }, [apps])).toEqual({ objects: ['Namespace apps'], vanished: [] })
})
