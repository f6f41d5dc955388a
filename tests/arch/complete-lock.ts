type Packages = Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>

/** Names each optional dependency that the lock file mentions and does not hold, as `who → what`. */
export function findIncompleteLock(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isHeldFor(packages, path, name))
      .map((name) => `${path === '' ? '(root)' : path} → ${name}`),
  )
}

/** Looks where Node would: in the package's own node_modules, then in each one above it. */
function isHeldFor(packages: Packages, path: string, name: string): boolean {
  if (packages[`${path === '' ? '' : `${path}/`}node_modules/${name}`] !== undefined) return true
  if (path === '') return false
  const above = path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1))
  return isHeldFor(packages, above, name)
}
