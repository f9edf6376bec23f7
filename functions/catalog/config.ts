/** The config of every catalog function: checked by nothing but the function itself. */

import * as z from 'zod/mini'

export const AnyConfig = z.looseObject({})
