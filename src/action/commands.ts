/** The commands that do on a person's own machine what a step does. */

import { resolve } from 'node:path'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { Inputs } from './inputs.ts'
import { compares } from './mode.ts'
import type { Comparison, Workplace } from './place.ts'

/** In the order in which they say what the summary says. */
export function commandsFor(inputs: Inputs, comparison: Comparison, onlyChanged: boolean, { directory }: Workplace): string[] {
  const named = (path: string): string => quoted(shownPath(resolve(directory, path)) || '.')
  const [paths, fleet] = [inputs.path, inputs.fleet].map((list) => list.map(named).join(' '))
  const base = 'base' in comparison ? comparison.base.slice(0, 12) : undefined
  const flags = flagsFor(inputs, named)
  const repositories = inputs.repositories.map((text) => ` --repo ${quoted(text)}`).join('')
  return [
    ...(inputs.mode === 'diff' ? [] : [`krm-fleet check ${paths}${onlyChanged && base !== undefined ? ` --changed-since ${base}` : ''}${flags}`, ...(fleet === '' ? [] : [`krm-fleet fleet check ${fleet}${repositories}${flags}`])]),
    ...(!compares(inputs.mode) || base === undefined ? [] : [`krm-fleet diff ${paths} --base ${base}`, ...(fleet === '' ? [] : [`krm-fleet fleet diff ${fleet}${repositories} --base ${base}`])]),
  ]
}

function flagsFor({ mode, failOn, strict, ignore, schemas, baselineFile, kubernetesOpenapi }: Inputs, named: (path: string) => string): string {
  return [
    ...(mode === 'render' ? ['--mode render'] : []),
    ...(mode === 'report' ? ['--fail-on never'] : failOn === undefined ? [] : [`--fail-on ${failOn}`]),
    ...(strict === undefined ? [] : [strict ? '--strict' : '--strict=false']),
    ...ignore.map(({ rules, paths = [], reason }) => `--ignore ${quoted(`${[rules.join(','), ...paths].join(' ')} # ${reason}`)}`),
    ...schemas.map((path) => `--schemas ${named(path)}`),
    ...(baselineFile === undefined ? [] : [`--baseline ${named(baselineFile)}`]),
    ...(kubernetesOpenapi === undefined ? [] : [`--kubernetes-openapi ${named(kubernetesOpenapi)}`]),
  ].map((flag) => ` ${flag}`).join('')
}

function quoted(path: string): string {
  return /^[\w./@+=-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
