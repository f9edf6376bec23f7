/** Says what was found: log, annotations, summary, files, outputs, comment. */

import { basename, dirname, join, relative } from 'node:path'
import { writeReport } from '#cli/io/write-report.ts'
import { formatReport } from '#check/report/formats.ts'
import { githubReport } from '#check/report/github.ts'
import { counted, countBySeverity, describeCounts, type Report } from '#check/report/report.ts'
import { textReport } from '#check/report/text.ts'
import { RULES } from '#check/rules/registry.ts'
import { sha256 } from '#fleet/cluster-resource-set/sha256.ts'
import { TOOL } from '#krm/names.ts'
import { putComment } from './comment.ts'
import { textOfChanges, withinBytes } from './diff-text.ts'
import type { Event } from './event.ts'
import { htmlOf } from './html-of.ts'
import type { Inputs } from './inputs.ts'
import { changeVerdict } from '#cli/check/package-changes.ts'
import { outputsOf } from './outputs.ts'
import { fileToWrite, type Workplace } from './place.ts'
import type { Runner } from './runner.ts'
import { summaryJson } from './summary-json.ts'
import type { Outcome } from './outcome.ts'
import { SUMMARY_BYTES, summaryMarkdown } from './summary.ts'

declare const KRM_FLEET_VERSION: string

type Environment = Readonly<Record<string, string | undefined>>

/** In the order in which people look: what cannot be written comes after what can. */
export async function publish(outcome: Outcome, inputs: Inputs, event: Event, workplace: Workplace, environment: Environment, runner: Runner): Promise<void> {
  const report = reportOf(outcome)
  sayAll(outcome, report, inputs, runner)
  const summary = summaryMarkdown(outcome, event, KRM_FLEET_VERSION, { mostBytes: SUMMARY_BYTES, diffLines: inputs.diffLines })
  if (inputs.summary) runner.summary(summary)
  for (const [name, value] of outputsOf(outcome)) runner.output(name, value)
  runner.output('diff', withinBytes(textOfChanges(outcome, 'printed') ?? '', inputs.commentMaxBytes, 'in the file of the output diff-file').trimEnd())
  const files: Record<string, string> = {}
  const write = (name: string, file: string, shown: string, text: string): void => {
    writeReport(dirname(file), basename(file), text)
    files[name] = shown
    runner.output(name, shown)
  }
  for (const [name, file, text] of filesOf(outcome, report, inputs, workplace)) {
    if (file === undefined) continue
    const target = fileToWrite(name, file, workplace)
    write(name, target, relative(environment['GITHUB_WORKSPACE'] ?? workplace.root, target), text())
  }
  const temporary = environment['RUNNER_TEMP'] ?? ''
  if (temporary !== '') {
    const folder = join(temporary, `${TOOL}-${(environment['GITHUB_ACTION'] ?? '').replaceAll(/[^\w-]/g, '_')}`)
    const diff = textOfChanges(outcome, 'whole')
    const kept: readonly (readonly [string, string, string])[] = [['summary-file', 'summary.md', summary], ['findings-file', 'findings.json', formatReport('json', report)], ...(diff === undefined ? [] : [['diff-file', 'diff.txt', diff] as const])]
    for (const [name, file, text] of kept) write(name, join(folder, file), join(folder, file), text)
  }
  runner.output('summary-json', summaryJson(outcome, files))
  if (inputs.comment !== 'off') await comment(outcome, inputs.comment, inputs, event, environment, runner)
}

/** The files that inputs name: by the name of the input and of the output, with what is to stand in them. */
function filesOf(outcome: Outcome, report: Report, inputs: Inputs, workplace: Workplace): readonly (readonly [name: string, file: string | undefined, text: () => string])[] {
  const { sarifFile, junitFile, reportHtml } = inputs
  return [
    ['sarif-file', sarifFile, () => formatReport('sarif', report)],
    ['junit-file', junitFile, () => formatReport('junit', report)],
    ['report-html', reportHtml, () => htmlOf(outcome, report, inputs, workplace)],
  ]
}

function reportOf({ findings, checked, fleet }: Outcome): Report {
  return { findings, rules: RULES, source: (file) => checked.texts.get(file) ?? fleet?.texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }
}

function sayAll({ findings, notes, fleet, changes, uncompared, mode }: Outcome, report: Report, inputs: Inputs, runner: Runner): void {
  if (findings.length > 0) runner.log(`${TOOL}: ${describeCounts(countBySeverity(findings))}`, textReport(report))
  if (inputs.annotations) runner.commands(githubReport(report, '; all of them are in the summary of the run and in the log'))
  for (const note of notes) runner.say(note)
  if (uncompared !== undefined) runner.announce('notice', uncompared)
  for (const each of [fleet?.changes, changes]) if (each !== undefined) runner.say(changeVerdict(each))
  if (mode !== 'diff' || findings.length > 0) runner.say(describeCounts(countBySeverity(findings)))
}

/** A comment is news when there is something in it; one that is there is kept right in any case. */
async function comment(outcome: Outcome, mode: 'create' | 'update', { token, path, fleet, directory, commentMaxBytes, diffLines }: Inputs, event: Event, environment: Environment, runner: Runner): Promise<void> {
  const { api, graphql, repository, pullRequest } = event
  if (repository === undefined || pullRequest === undefined) return runner.say(`No comment: ${event.name === '' ? 'this run' : event.name} belongs to no pull request.`)
  if (token === '') return runner.announce('notice', 'No comment was written: the input token is empty')
  const step = ['GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_ACTION'].map((name) => environment[name] ?? '')
  const marker = `<!-- ${TOOL} ${sha256(new TextEncoder().encode(JSON.stringify([step, directory, path, fleet]))).slice(0, 16)} -->`
  const changed = [outcome.fleet?.changes, outcome.changes].some((each) => each !== undefined && each.diff.groups.length > 0)
  const text = summaryMarkdown(outcome, event, KRM_FLEET_VERSION, { mostBytes: commentMaxBytes - marker.length - 1, diffLines })
  const put = await putComment({ api, graphql, repository, number: pullRequest, token, marker }, mode, text, outcome.findings.length > 0 || changed)
  if (put.kind === 'not written') return runner.announce('notice', `No comment was written: ${put.why}${event.isFork ? ' (this pull request is from a fork)' : ''}. All of it is in the summary of the run`)
  runner.say(put.kind === 'not needed' ? 'No comment: there is nothing to say.' : `The comment was ${put.kind === 'unchanged' ? 'right already' : put.kind}.`)
  if (put.hidden > 0) runner.say(`${counted(put.hidden, 'earlier comment')} hidden as outdated.`)
  if (put.notHidden !== undefined) runner.announce('notice', `Earlier comments of this step could not be hidden: ${put.notHidden}`)
  if (put.kind !== 'not needed') runner.output('comment-url', put.url)
}
