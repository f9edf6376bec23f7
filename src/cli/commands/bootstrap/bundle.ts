/** `krm-fleet bootstrap bundle`: everything that a cluster needs before it can pull, as files with one script. */

import { chmodSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { writeNewDirectory } from '#cli/io/new-directory.ts'
import { readInputs } from '#cli/io/read-inputs.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { writeTar } from '#cli/io/tar.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { bundleFiles, SCRIPT_FILE } from '#fleet/bootstrap/bundle-files.ts'
import { planBundle, type Bundle } from '#fleet/bootstrap/bundle.ts'
import { chooseSyncs } from '#fleet/bootstrap/choose-syncs.ts'
import { neededSecrets } from '#fleet/bootstrap/needed-secrets.ts'
import { isDnsLabel } from '#fleet/cluster-resource-set/names.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { Results } from '#krm/result.ts'
import { limitsOf } from '../limit-flags.ts'
import { printFindings } from './print-findings.ts'

/** Runs the command; see the table for its flags. */
export function bootstrapBundleCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const cluster = invocation.text('cluster')
  const output = invocation.text('output')
  const tar = invocation.text('tar')
  checkFlags(cluster, output, tar)
  const given = invocation.positionals('PATH')
  const { resources, problems } = readInputs(given.length === 0 ? ['.'] : given, limitsOf(invocation))
  const results = new Results()
  for (const problem of problems) results.add(problem)
  const manifests = invocation.list('manifest').flatMap((file) => readManifest(file, results))
  const syncs = chooseSyncs(cluster!, resources, results)
  const bundle = planBundle(cluster!, manifests, syncs, results)
  printFindings(results, printer)
  if (results.hasErrors) return 1
  write(bundle, output, tar, printer)
  return 0
}

function checkFlags(cluster: string | undefined, output: string | undefined, tar: string | undefined): void {
  if (cluster === undefined) throw new CliError('CLI002', 'bootstrap bundle needs --cluster NAME: the cluster that the bundle is for')
  if (!isDnsLabel(cluster)) throw new CliError('CLI002', `--cluster is "${cluster}" and must be a name of a cluster: lower case letters, digits and dashes`)
  if (output === undefined && tar === undefined) throw new CliError('CLI002', 'bootstrap bundle needs --output DIR or --tar FILE: where the bundle goes')
  if (output !== undefined && existsSync(output)) throw new CliError('IO007', `${output} exists already; -o DIR takes a directory that does not, so that nothing is overwritten`, output)
}

function readManifest(file: string, results: Results): readonly Resource[] {
  const { resources, problems } = readKrmFile(file, readSmallFile(file))
  for (const problem of problems) results.add(problem)
  if (resources.length === 0) throw new CliError('CLI002', `${file} holds no object: --manifest takes the manifest of a release`, file)
  return problems.length > 0 ? [] : resources
}

function write(bundle: Bundle, output: string | undefined, tar: string | undefined, printer: Printer): void {
  const files = bundleFiles(bundle)
  if (output !== undefined) {
    writeNewDirectory(output, new Map([...files].map(([name, text]) => [name, { text }])))
    chmodSync(join(output, SCRIPT_FILE), 0o755)
  }
  if (tar !== undefined) {
    const entries = [...files].map(([name, text]) => ({ name: `${bundle.cluster}/${name}`, bytes: Buffer.from(text), mode: name === SCRIPT_FILE ? 0o755 : 0o644 }))
    writeReport(dirname(tar), tar.slice(tar.lastIndexOf('/') + 1), writeTar(entries))
  }
  for (const { name, objects } of bundle.phases) printer.line(`${name}: ${objects.length} object${objects.length === 1 ? '' : 's'}`)
  for (const { namespace, name, keys } of neededSecrets(bundle.syncs)) printer.line(`Secret to create: ${namespace}/${name} (${keys.join(', ')}); secrets.txt has the command`)
  printer.line(`Wrote the bundle for ${bundle.cluster} to ${[output, tar].filter((place) => place !== undefined).join(' and ')}.`)
}
