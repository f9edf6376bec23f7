/** How much longer than usual a proof shall run: KRM_FLEET_PROVE_FACTOR, default 1. */
export function proveFactor(): number {
  const factor = Number(process.env['KRM_FLEET_PROVE_FACTOR'] ?? '1')
  if (!(factor > 0)) throw new Error('KRM_FLEET_PROVE_FACTOR is a positive number')
  return factor
}
