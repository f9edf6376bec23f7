/** No credential is anywhere that the Action writes to: not old ones, not new ones, whatever is wrong with their files. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { configMap, kptfile } from './packages.ts'
import { Repository } from './repository.ts'

const repository = new Repository()
afterAll(() => repository.remove())

/** Where people put credentials; each line of them holds a canary, and something else that is wrong. */
function files(canary: string): Record<string, string> {
  const base64 = Buffer.from(`${canary}-64`).toString('base64')
  return {
    'p/Kptfile': kptfile('p', { 'db-password': `${canary}-setter`, unused: 'x' }),
    'p/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringDatas: {x: ${canary}-unknown}\nstringData: {password: ${canary}-string, n: [${canary}-list]}\ndata: {x: ${base64}, y: "${canary}-no-base64"}\n`,
    'p/map.yaml': configMap('m', `  db-password: ${canary}-map # kpt-set: \${db-pasword}\n  port: 8080\n  url: https://ann:${canary}-url@example.com # kpt-set: \${missing}\n  kubeconfig: |\n    users:\n    - user: {token: ${canary}-kubeconfig}\n  app.properties: |\n    api_key=${canary}-properties\n  key.pem: |\n    -----BEGIN RSA PRIVATE KEY-----\n    ${canary}-pem\n    -----END RSA PRIVATE KEY-----\n`),
    'p/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: a\n    image: a:1\n    args: [--password=${canary}-flag]\n    env:\n    - name: DB_PASSWORD\n      value: ${canary}-env # kpt-set: \${nobody}\n    - {name: API_TOKEN, value: ${canary}-flow, unknown: 1}\n`,
    'p/sync.yaml': `apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: g, namespace: flux-system}\nspec:\n  interval: 1m\n  url: https://ann:${canary}-git@git.example.com/x.git\n`,
  }
}

test('canaries', async () => {
  repository.write(files('canary-old'))
  const base = repository.commit('base')
  repository.write(files('canary-new'))
  repository.write(Object.fromEntries(Object.entries(files('canary-more')).map(([path, text]) => [path.replace('p/', 'q/'), text])))
  const head = repository.commit('head')
  const step = await repository.pullRequest(base, head, { inputs: { 'sarif-file': 'out/x.sarif', 'junit-file': 'out/x.xml' } })
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.outputs.get('changed-objects')).not.toBe('0')
  for (const code of ['SEC010', 'SET003', 'KRM102']) expect(step.log, 'the files are wrong, and that is said').toContain(code)
  const temporary = join(repository.folder, 'temp/krm-fleet-__self')
  const written = [...readdirSync(join(repository.root, 'out')).map((name) => join(repository.root, 'out', name)), ...readdirSync(temporary).map((name) => join(temporary, name))]
  expect(written).toHaveLength(5)
  const said = [step.log, step.summary, ...step.outputs.values(), ...written.map((file) => readFileSync(file, 'utf8'))].join('\n')
  const leaks = [...said.matchAll(/.{0,60}(?:canary-(?:old|new|more)|Y2FuYXJ5).{0,30}/g)].map(([leak]) => leak)
  expect(leaks).toEqual([])
})
