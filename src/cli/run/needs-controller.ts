/** Functions whose answer waits for a controller on a management cluster: a render elsewhere goes around them. */

/** Where Nephio publishes its functions; Docker's own registry may be left out. */
const PREFIXES = ['docker.io/nephio/', 'nephio/']

/**
 * They write claims for addresses and VLANs, or read what became of claims: controllers fill the status of these between
 * two renders, so one render gives no part of what the package will be.
 */
const NAMES: ReadonlySet<string> = new Set(['interface-fn', 'nad-fn', 'dnn-fn', 'nfdeploy-fn', 'ueransim-deploy-fn'])

/** Why the function of a full image reference is not run; undefined when it is none of these. Any tag is one of them. */
export function whyControllerIsNeeded(image: string): string | undefined {
  const prefix = PREFIXES.find((known) => image.startsWith(known))
  if (prefix === undefined || !NAMES.has(image.slice(prefix.length).split(/[:@]/)[0]!)) return undefined
  return (
    `${image} was not run: what it writes depends on claims that controllers of a management cluster fill, so the package is rendered around it. ` +
    `Where the claims are filled already, \`runners: {"${image}": {container: "${image}"}}\` in krm-fleet.yaml runs it`
  )
}
