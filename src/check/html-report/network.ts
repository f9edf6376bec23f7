/** The address plan of the fleet as a picture. */

import { svgFigure } from '#check/network-map/svg-map.ts'
import type { PlanDomain } from '#fleet/network/plan/plan.ts'
import { Html, html } from './html.ts'
import { MAP_COLOURS } from './map-colours.ts'
import { scrolling, type Section } from './section.ts'

/** The section; undefined when nothing names a network with addresses. */
export function networkSection(plan: readonly PlanDomain[]): Section | undefined {
  if (plan.length === 0) return undefined
  return {
    id: 'addresses',
    title: 'Addresses',
    count: String(plan.length),
    body: html`<p class="lead">The same picture and more of it: <code>krm-fleet net map</code>. Of many clusters those with overlaps are drawn one by one, the others as one lane.</p>${scrolling('Address plan', html`<div class="map">${new Html(svgFigure(plan, MAP_COLOURS))}</div>`, 'flat')}`,
  }
}
