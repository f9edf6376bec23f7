// A small fleet on disk: a management repository, a git repository of blueprints, and the command.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const COMMAND = new URL('../../build/krm-fleet.cjs', import.meta.url).pathname
const SETTERS = 'ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0'

/** What a command left. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A directory with `mgmt`, the clone `blueprints` beside it, and whatever a test adds. */
export class FleetDirectory {
  readonly root = mkdtempSync(join(tmpdir(), 'fleet-'))

  /** Runs `krm-fleet fleet …` in it. */
  run(...args: string[]): Ran {
    const { status, stdout, stderr } = spawnSync('node', [COMMAND, 'fleet', ...args], { cwd: this.root, encoding: 'utf8', env: { ...process.env, GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.com' } })
    return { status, stdout, stderr }
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    writeFileSync(join(this.root, path), text)
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  /** Every file below a path but for our own. */
  files(path: string): string[] {
    return readdirSync(join(this.root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(this.root, path).length + 1))
      .filter((file) => !/^\.(?:krm-fleet|git)\//.test(file))
      .toSorted()
  }

  git(directory: string, ...args: string[]): string {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid']
    return execFileSync('git', ['-C', join(this.root, directory), ...identity, ...args], { encoding: 'utf8' }).trim()
  }

  /** Makes a clone with everything in it committed. */
  repository(directory: string, url: string): void {
    mkdirSync(join(this.root, directory), { recursive: true })
    this.git(directory, 'init', '-q', '-b', 'main')
    this.git(directory, 'remote', 'add', 'origin', url)
    this.commit(directory)
  }

  commit(directory: string, tag?: string): string {
    this.git(directory, 'add', '-A')
    this.git(directory, 'commit', '-q', '--allow-empty', '-m', 'change')
    if (tag !== undefined) this.git(directory, 'tag', tag)
    return this.git(directory, 'rev-parse', 'HEAD')
  }

  /** A blueprint with one ConfigMap whose value a setter fills. */
  blueprint(name: string, value = 'blank', functions = `  - image: ${SETTERS}\n    configMap:\n      own: ${value}\n`): void {
    this.write(`blueprints/${name}/Kptfile`, `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: ${name}\npipeline:\n  mutators:\n${functions}`)
    this.write(`blueprints/${name}/a.yaml`, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  own: x # kpt-set: ${own}\n  site: x # kpt-set: ${site}\n')
    this.write(`blueprints/${name}/README.md`, `# ${name}\n`)
  }

  /** A deployment repository `dep-<cluster>` and its ClusterContext. */
  cluster(name: string): void {
    this.write(`mgmt/clusters/${name}.yaml`, `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${name}\nspec:\n  clusterName: ${name}\n  siteCode: site-${name}\n  cniConfig: {cniType: macvlan, masterInterface: eth0}\n---\n${repository(`dep-${name}`, true)}`)
  }

  /** A variant that puts a blueprint into a cluster's repository and sets `site`. */
  variant(cluster: string, blueprint: string, revision = 'v1', more = ''): void {
    const mutator = `  pipeline:\n    mutators:\n    - image: ${SETTERS}\n      name: site\n      configMap:\n        site: ${cluster}\n`
    this.write(`mgmt/variants/${cluster}-${blueprint}.yaml`, `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata:\n  name: ${cluster}-${blueprint}\nspec:\n  upstream: {repo: blueprints, package: ${blueprint}, workspaceName: ${revision}}\n  downstream: {repo: dep-${cluster}, package: ${blueprint}}\n${mutator}${more}`)
  }

  /** Two clusters, one blueprint `base` tagged v1, all registered. */
  standard(): void {
    this.blueprint('base')
    this.repository('blueprints', 'https://git.example.com/blueprints.git')
    this.git('blueprints', 'tag', 'base/v1')
    this.write('mgmt/blueprints.yaml', repository('blueprints', false))
    for (const cluster of ['east', 'west']) {
      this.cluster(cluster)
      this.variant(cluster, 'base')
    }
  }
}

/** A Repository object. */
export function repository(name: string, deployment: boolean): string {
  return `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: ${name}\nspec:\n  deployment: ${deployment}\n  git:\n    repo: https://git.example.com/${name}.git\n`
}
