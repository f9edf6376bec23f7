/** Texts with `${name}` in them: a URL for every cluster from one line. */

/** A text whose variables are filled in, or the names that have no value. */
export type Expanded = { readonly text: string } | { readonly missing: readonly string[] }

/** Fills in every `${name}`. A name without a value, also `${}`, is missing: nothing is ever left out silently. */
export function expandTemplate(template: string, variables: ReadonlyMap<string, string>): Expanded {
  const missing = new Set<string>()
  const text = template.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
    const value = variables.get(name)
    if (value === undefined || value === '') missing.add(name)
    return value ?? whole
  })
  return missing.size > 0 ? { missing: [...missing] } : { text }
}
