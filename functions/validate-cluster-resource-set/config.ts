/** The functionConfig of validate-cluster-resource-set: kind ValidateClusterResourceSet. */

import { customKinds } from '#fleet/cluster-resource-set/config-schema.ts'
import * as z from 'zod/mini'

/** Everything is optional. */
export const ValidateClusterResourceSetConfig = z.strictObject({ customKinds })
