/** The picture of the address plan in the colours of the page. */

import type { MapColours } from '#check/network-map/svg-parts.ts'
import type { Colour } from './palette.ts'

const of = (colour: Colour): string => `var(--${colour})`

export const MAP_COLOURS: MapColours = { text: of('text'), quiet: of('quiet'), free: of('page'), edge: of('edge'), aside: of('aside'), shape: of('shape'), used: of('used'), onUsed: of('onUsed'), contested: of('bad') }
