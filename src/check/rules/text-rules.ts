/** Rules about texts, functionConfigs and Kptfiles as such: they are found while a package is read and rendered. */

import type { Rule } from '#krm/rule.ts'
import { RENDER_CODES } from '#render/codes.ts'

export const TEXT_RULES = {
  notYaml: {
    code: 'YML001',
    title: 'Text that is no YAML',
    severity: 'error',
    why: 'The text cannot be read as YAML: kpt, kubectl and everything else stop at it.',
    fix: 'Mend the line that the message names.',
    bad: 'a: [1, 2',
    good: 'a: [1, 2]',
  },
  repeatedKey: {
    code: 'YML002',
    title: 'Key that stands twice in one map',
    severity: 'error',
    why: 'Programs disagree about which of the two counts; kpt gives both the first value.',
    fix: 'Remove one of them.',
    bad: 'a: 1\na: 2',
    good: 'a: 2',
  },
  limit: {
    code: 'YML003',
    title: 'Text beyond a limit',
    severity: 'error',
    why: 'Nested too deep, too many aliases or keys, too long a text: such files cost gigabytes elsewhere.',
    fix: 'Make it smaller.',
  },
  oddKey: {
    code: 'YML004',
    title: 'Key that is a map or a list',
    severity: 'error',
    why: 'Kubernetes has text keys only. Mostly it is a template (`{{ … }}`) without quotes.',
    fix: 'Put it in quotes.',
    bad: 'name: {{ name }}',
    good: 'name: "{{ name }}"',
  },
  badSeparator: {
    code: 'YML005',
    title: 'Line that begins like a separator and is none',
    severity: 'error',
    why: 'kpt splits files at lines that begin with `---`; only blanks or a comment may follow.',
    fix: 'Write `---` alone.',
    bad: '----',
    good: '---',
  },
  directive: { code: 'YML006', title: 'YAML directive', severity: 'error', why: 'kpt refuses `%YAML` and `%TAG`.', fix: 'Remove the line.', bad: '%YAML 1.1\n---\na: 1', good: 'a: 1' },
  character: {
    code: 'YML007',
    title: 'Character that may not stand in YAML',
    severity: 'error',
    why: 'A control character or half of a pair: parsers refuse it or lose it.',
    fix: 'Write it as an escape in double quotes, or remove it.',
  },
  alias: {
    code: 'YML008',
    title: 'Alias that stands for nothing, or for too much',
    severity: 'error',
    why: 'The anchor is missing, stands behind the alias, or the alias lies inside of what it stands for: no parser can give it a value.',
    fix: 'Correct the name, or write the value.',
    bad: 'a: *shared',
    good: 'b: &shared {x: y}\na: *shared',
  },
  thrownConfig: { code: 'KPT020', title: 'Config that a function of the npm SDK refused', severity: 'error', why: 'The function threw a FunctionConfigError.', fix: 'Do what the message says.' },
  thrown: { code: 'KPT021', title: 'Function of the npm SDK that threw', severity: 'error', why: 'The function ended with an exception.', fix: 'Do what the message says, or report it to its author.' },
  writtenAnew: {
    code: 'KPT022',
    title: 'Resource that was written anew',
    severity: 'info',
    why: 'A function of the npm SDK made several values of one that an anchor shared: the resource lost its comments.',
    fix: 'Write the resource without anchors.',
  },
  configKind: { code: 'KPT010', title: 'Config of another kind', severity: 'error', why: 'The function does not take a config of this kind.', fix: 'Write the kind that the message names.' },
  configField: { code: 'KPT011', title: 'Config with a wrong field', severity: 'error', why: 'A field of the config is unknown or has a value that it cannot have.', fix: 'Do what the message says.' },
} as const satisfies Record<string, Rule>

const MILDER: ReadonlyMap<string, Rule['severity']> = new Map([['KPT121', 'warning'], ['KPT150', 'info'], ['KPT151', 'warning'], ['KPT152', 'info']])

/** What the renderer says of packages and of what functions answer. */
export const RENDER_RULES: readonly Rule[] = Object.entries(RENDER_CODES).map(([code, means]) => ({
  code,
  title: `${means.charAt(0).toUpperCase()}${means.slice(1)}`,
  severity: MILDER.get(code) ?? 'error',
  why: `${means.charAt(0).toUpperCase()}${means.slice(1)}.`,
  fix: 'Do what the message says.',
}))
