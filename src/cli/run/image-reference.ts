import { OUTSIDE_CODES, type OutsideFailure } from './outside-call.ts'

/** Where short image names come from; kpt's default since v1.0.0-beta.59. */
export const DEFAULT_IMAGE_PREFIX = 'ghcr.io/kptdev/krm-functions-catalog/'

/** The function of a Kptfile as far as it names an image. */
export interface ImageFunction {
  readonly image: string
  /** kpt's field `tag`: replaces whatever tag or digest the image has. */
  readonly tag?: string
}

/** The image in full, or why the function names none that could be run. */
export type ImageChoice =
  | { readonly ok: true; readonly image: string }
  | { readonly ok: false; readonly failure: OutsideFailure }

// The reference grammar of the OCI distribution project, which kpt applies: [host[:port]/]path[:tag][@digest].
const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const HOST = `(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}'
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}'
const REFERENCE = new RegExp(`^((?:${HOST}/)?${PATH_PART}(?:/${PATH_PART})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`)
const WHOLE_TAG = new RegExp(`^${TAG}$`)

/** Longer than any name (255), tag and digest together; keeps the pattern's work small. */
const LONGEST = 600
const LONGEST_NAME = 255

// What kpt's semver library takes for one version, which it then uses as the tag letter for letter.
const VERSION = /^v?\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/
// Operators, lists and wildcards: a range that only the list of existing tags could answer.
const RANGE = /[=!<>~^*|,]|\s|^v?(?:\d+\.){0,2}[xX](?:\.|$)/

/** Is this an image reference? Anything a container runtime could take for a flag or a shell for code is not. */
export function isImageReference(text: string): boolean {
  return parts(text) !== undefined
}

function parts(text: string): { name: string; tag: string | undefined; digest: string | undefined } | undefined {
  if (text.length > LONGEST) return undefined
  const match = REFERENCE.exec(text)
  const name = match?.[1]
  if (name === undefined || name.length > LONGEST_NAME) return undefined
  return { name, tag: match?.[2], digest: match?.[3] }
}

/**
 * The image a function means, as the newest kpt decides it: a name without a slash gets the prefix, `tag` replaces tag
 * and digest, and what has neither gets `:latest`. A `tag` that is a version range is an error: finding the newest tag
 * that fits would mean asking a registry, and rendering asks nobody.
 */
export function resolveImage(fn: ImageFunction, prefix = DEFAULT_IMAGE_PREFIX): ImageChoice {
  if (!isImageReference(fn.image)) return bad(OUTSIDE_CODES.badImage, `"${fn.image}" is not an image reference: ${FORM}`)
  const trimmed = prefix.replace(/\/+$/, '')
  const full = fn.image.includes('/') || trimmed === '' ? fn.image : `${trimmed}/${fn.image}`
  const reference = parts(full)
  if (reference === undefined) {
    return bad(OUTSIDE_CODES.badImage, `"${full}" is not an image reference: check the image prefix "${prefix}"`)
  }
  const { name, tag, digest } = reference
  if (fn.tag !== undefined && fn.tag !== '') return withTag(name, fn.tag)
  return { ok: true, image: tag === undefined && digest === undefined ? `${full}:latest` : full }
}

const FORM = 'expected [host[:port]/]name[:tag][@digest] with a name in lower case'

function withTag(name: string, tag: string): ImageChoice {
  const exact = VERSION.test(tag)
  if (!exact && RANGE.test(tag)) {
    return bad(
      OUTSIDE_CODES.tagNeedsRegistry,
      `tag "${tag}" of image "${name}" is a version range: to find the newest tag that fits, a registry would have to be ` +
        'asked, and rendering must not depend on one; write the exact version',
    )
  }
  if (!WHOLE_TAG.test(tag)) {
    return bad(
      OUTSIDE_CODES.badImage,
      `tag "${tag}" of image "${name}" is not an image tag: it begins with a letter, digit or underscore and holds at ` +
        'most 127 more of these, dots and dashes',
    )
  }
  return { ok: true, image: `${name}:${tag}` }
}

function bad(code: OutsideFailure['code'], message: string): ImageChoice {
  return { ok: false, failure: { code, message } }
}
