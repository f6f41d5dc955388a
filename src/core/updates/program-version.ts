/** Versions of the program are three whole numbers, `1.2.0`, without leading zeros and without anything behind them. */
const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/

/** Tells whether a text is the version of a program. Such a text is also the name of a folder, and leads nowhere else. */
export function isProgramVersion(text: string): boolean {
  return VERSION.test(text)
}

/** Compares two versions: negative where the first is older, 0 where they are the same. Both MUST be versions. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  for (const [at, number] of a.entries()) {
    const difference = number - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number)
}
