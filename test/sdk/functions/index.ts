/** Functions as their authors would write them for npm kpt-functions: nothing in them knows of our runtime. */

import type { KptFunc } from 'kpt-functions'
import { addSidecar } from './add-sidecar.ts'
import { checkImages } from './check-images.ts'
import { defaultDeny } from './default-deny.ts'
import { dropTeams } from './drop-teams.ts'
import { moveAll } from './move-all.ts'
import { refuse } from './refuse.ts'
import { setLabels } from './set-labels.ts'

export const functions: Readonly<Record<string, KptFunc>> = {
  'add-sidecar': addSidecar,
  'check-images': checkImages,
  'default-deny': defaultDeny,
  'drop-teams': dropTeams,
  'move-all': moveAll,
  refuse,
  'set-labels': setLabels,
}
