/** The report as data, for programs: it stands once in the page, in a block that no browser runs. */

import { findingListEntries } from '#check/report/data.ts'
import { DOMAIN } from '#krm/names.ts'
import { printJson } from '#krm/print.ts'
import type { ReportContent } from './content.ts'
import type { ShownFindings } from './findings.ts'

/** One line of JSON in which no text can end the element: `<` is an escape. */
export function reportData({ title, subject, report, fleet, changes }: ReportContent, { shown, hidden }: ShownFindings): string {
  const found: unknown = JSON.parse(printJson(new Map(findingListEntries({ ...report, findings: shown }))))
  const packages = fleet?.packages.map(({ findings, ...each }) => ({ ...each, findings: findings.length }))
  const clusters = fleet?.clusters.map(({ name }) => name)
  const { plan: _, ...rest } = fleet ?? {}
  const data = {
    apiVersion: `${DOMAIN}/v1alpha1`,
    kind: fleet === undefined ? 'CheckReport' : 'FleetReport',
    title,
    ...(subject !== '' && { subject }),
    ...(found as object),
    ...(hidden > 0 && { findingsLeftOut: hidden }),
    ...(fleet !== undefined && { ...rest, clusters, packages }),
    ...(changes !== undefined && { changes: { base: changes.base, ...changes.diff, notCompared: Object.fromEntries(changes.notCompared) } }),
  }
  return JSON.stringify(data).replaceAll(UNSAFE, (character) => character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))
}

/** What could end the element, and what a reader of the page's source cannot see. */
const UNSAFE = /[<>&\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu
