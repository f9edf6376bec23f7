/** SetterSchema: what the setters of a package may be, in a file beside its Kptfile. */

import * as z from 'zod/mini'

export const SETTER_TYPES = ['string', 'integer', 'number', 'boolean', 'list'] as const
export const SETTER_FORMATS = ['cidr', 'ip', 'dns-1123-label', 'dns-1123-subdomain', 'quantity', 'port'] as const

/** One setter. Everything is optional; what is not said restricts nothing. */
const Setter = z.strictObject({
  type: z.optional(z.enum(SETTER_TYPES, `must be ${SETTER_TYPES.join(', ')}`).check(z.describe('What the text reads as; string takes everything.'))),
  required: z.optional(z.boolean().check(z.describe('Somebody has to give it, and not as a placeholder.'))),
  enum: z.optional(z.array(z.string()).check(z.minLength(1, 'must list a value'), z.describe('The only values.'))),
  pattern: z.optional(z.string().check(z.describe('The whole value as a glob: `*` stands for any text, `?` for one character.'))),
  format: z.optional(z.enum(SETTER_FORMATS, `must be ${SETTER_FORMATS.join(', ')}`).check(z.describe('A form that the value, or each value of a list, has.'))),
  minimum: z.optional(z.number().check(z.describe('Least number.'))),
  maximum: z.optional(z.number().check(z.describe('Greatest number.'))),
  default: z.optional(z.string().check(z.describe('What the package gives itself; for documents and forms.'))),
  description: z.optional(z.string().check(z.describe('For documents and forms.'))),
})

/** The whole file, below apiVersion, kind and metadata. */
export const SetterSchemaConfig = z.strictObject({
  setters: z.record(z.string(), Setter).check(z.describe('Setters by name.')),
  closed: z.optional(z.boolean().check(z.describe('There are no other setters than these.'))),
})

export type SetterSchema = z.infer<typeof SetterSchemaConfig>
export type SetterSpec = z.infer<typeof Setter>

/** The kind as a file has it: `SetterSchema` of this suite's group. */
export const SETTER_SCHEMA = 'setter-schema'
