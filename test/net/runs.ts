/**
 * How many cases a property is tried with: `usual` in the ordinary suite, fifty times as many among the long
 * proofs (`npm run prove`), scaled by KRM_FLEET_PROVE_FACTOR.
 */
export function runs(usual: number): { numRuns: number } {
  const isProof = process.env['KRM_FLEET_PROVE'] === '1'
  return { numRuns: isProof ? Math.ceil(usual * 50 * Number(process.env['KRM_FLEET_PROVE_FACTOR'] ?? '1')) : usual }
}
