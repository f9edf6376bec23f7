/** The schema of `krm-fleet.yaml`. */

import * as z from 'zod/mini'
import { Domains, RuleLevel } from '#functions/validate-network-contexts/config.ts'

/** How the functions of one image are run: in our process, as a program, or as another image. */
const Runner = z.union([
  z.strictObject({ builtin: z.string() }),
  z.strictObject({ exec: z.string() }),
  z.strictObject({ container: z.string() }),
])

/** Codes of rules; whether there is such a rule is the matter of the check that it belongs to. */
const Rules = z.record(z.string().check(z.regex(/^[A-Z]{3}\d{3}$/, 'is no code of a rule, such as NET012')), RuleLevel)

/** A local copy of a repository. */
const LocalRepository = z.strictObject({
  path: z.string().check(z.describe('A clone or a directory, relative to this file.')),
  workingTree: z.optional(z.boolean().check(z.describe('Read what lies in the directory instead of the revision that is asked for.'))),
})

const Code = z.string().check(z.regex(/^[A-Z]{3}\d{3}$/, 'is no code of a rule, such as KRM101'))

/** What `krm-fleet check` does. */
const Check = z.strictObject({
  failOn: z.optional(z.enum(['error', 'warning', 'info', 'never'], 'must be error, warning, info or never').check(z.describe('The least severity that makes the exit code 1. Default: error.'))),
  baseline: z.optional(z.string().check(z.describe('A file of findings that are lived with, relative to this one.'))),
  kubernetesOpenapi: z.optional(z.string().check(z.describe('The OpenAPI v2 document of the Kubernetes version to check against, relative to this file.'))),
  schemas: z.optional(z.array(z.string()).check(z.describe('Files and directories with CustomResourceDefinitions to check against besides those that are built in, relative to this file.'))),
  strict: z.optional(z.boolean().check(z.describe('What could not be looked at is an error.'))),
  ignore: z.optional(
    z.array(
      z.strictObject({
        rules: z.array(Code).check(z.describe('Codes of the rules that are left out.')),
        paths: z.optional(z.array(z.string()).check(z.describe('Where, as in a .gitignore; everywhere unless given.'))),
        reason: z.string().check(z.minLength(1, 'must say why'), z.describe('Why.')),
      }),
    ),
  ),
})

/** The fields of the file, below apiVersion and kind. */
export const ConfigSchema = z.strictObject({
  runners: z.optional(z.record(z.string(), Runner)),
  repositories: z.optional(z.record(z.string(), LocalRepository).check(z.describe('Local copies of repositories, by the names of their Repository objects.'))),
  check: z.optional(Check.check(z.describe('What `krm-fleet check` does.'))),
  rules: z.optional(Rules.check(z.describe('What the findings of a rule become, by its code: `{NET012: off}`.'))),
  domains: z.optional(Domains.check(z.describe('Where the same address cannot exist twice; see validate-network-contexts.'))),
})

export type Config = z.infer<typeof ConfigSchema>
export type ConfiguredRunner = z.infer<typeof Runner>
