/** Configs of the catalog's functions: they are checked by nothing but the functions themselves. */

import * as z from 'zod/mini'

export const ApplySettersConfig = z.looseObject({})
