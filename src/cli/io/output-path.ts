import { isKrmFileName } from './file-names.ts'
import { type PathVerdict, safeRelPath } from './safe-rel-path.ts'

/**
 * Where a function may put a resource: a safe path with the base name `Kptfile`, `*.yaml`, `*.yml` or `*.json`, below
 * no dot-directory (`.git`, `.github`, …). Whether a function may write a Kptfile at all is the renderer's decision.
 */
export function outputPath(candidate: string): PathVerdict {
  const verdict = safeRelPath(candidate)
  if (!verdict.ok) return verdict
  const segments = verdict.path.split('/')
  const base = segments.pop() ?? ''
  const dotted = segments.find((segment) => segment.startsWith('.'))
  if (dotted !== undefined) return { ok: false, reason: `it lies in the dot-directory "${dotted}"` }
  if (!isKrmFileName(base)) return { ok: false, reason: 'only Kptfile, *.yaml, *.yml and *.json may be written' }
  return verdict
}
