/**
 * How many columns a text takes on a terminal: marks that sit on another letter take none, East Asian wide characters
 * two (Unicode Standard Annex 11), everything else one.
 */
export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) {
    if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) continue
    columns += WIDE.test(character) ? 2 : 1
  }
  return columns
}

// The blocks whose characters are wide in EastAsianWidth.txt (Unicode 17): Hangul, CJK, Kana, full-width forms, emoji.
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u

/** Lays rows out in columns, two spaces between them; the last column is not padded. Numbers stand to the right. */
export function alignRows(
  rows: readonly (readonly string[])[],
  rightAligned: readonly number[] = [],
): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, columnsOf(cell))
    })
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat((widths[index] ?? 0) - columnsOf(cell))
        if (rightAligned.includes(index)) return space + cell
        return index === row.length - 1 ? cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Lays out named values, one a line; those that are `undefined` are left out. */
export function alignFields(
  fields: readonly (readonly [label: string, value: string | undefined])[],
): readonly string[] {
  return alignRows(fields.flatMap(([label, value]) => (value === undefined ? [] : [[`${label}`, value]])))
}
