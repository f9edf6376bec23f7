/** kpt's mark on Config Connector resources: which tools a blueprint went through. */

import { annotatedText } from './annotate.ts'
import type { Resource } from '#krm/resource.ts'

const ANNOTATION = 'cnrm.cloud.google.com/blueprint'

/** Adds or completes the annotation on a resource whose apiVersion contains `.cnrm.`; others stay as they are. */
export function attribute(resource: Resource): void {
  if (!resource.apiVersion.includes('.cnrm.') || !resource.field('metadata').exists) return
  const current = resource.annotations.get(ANNOTATION)
  const value = withRender(current ?? '')
  if (value === current) return
  if (current === undefined) resource.splice([{ start: 0, end: resource.text.length, text: annotatedText(resource, new Map([[ANNOTATION, value]])) }])
  else resource.field('metadata', 'annotations', ANNOTATION).set(value)
}

/** `krm-fn` merged into a value such as `cnrm/landing-zone:v0.4.0,krm-pkg`, by kpt's rules. */
export function withRender(current: string): string {
  if (current === '') return 'krm-fn'
  if (!current.includes('krm-')) return `${current},krm-fn`
  const parts = current.split(',')
  const found = ['krm']
  for (const [index, part] of parts.entries()) {
    if (!part.includes('krm')) continue
    if (part.includes('pkg')) found.push('pkg')
    found.push('fn')
    if (part.includes('live')) found.push('live')
    parts[index] = found.join('-')
  }
  return parts.join(',')
}
