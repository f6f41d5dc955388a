/** Where a key leads in a grid of tiles that is read row by row; `null` for a key that leads nowhere. */
export function tileAfterKey(
  key: string,
  here: number,
  {
    count,
    columns,
    rowsOnScreen,
  }: { readonly count: number; readonly columns: number; readonly rowsOnScreen: number },
): number | null {
  const last = count - 1
  const down = (rows: number) => {
    const wanted = here + rows * columns
    // Below a tile of the last row but one there may be none: the last tile is the nearest.
    if (wanted > last) return Math.floor(here / columns) === Math.floor(last / columns) ? here : last
    return wanted < 0 ? here % columns : wanted
  }
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, here + 1)
    case 'ArrowLeft':
      return Math.max(0, here - 1)
    case 'ArrowDown':
      return down(1)
    case 'ArrowUp':
      return here < columns ? here : down(-1)
    case 'PageDown':
      return down(Math.max(1, rowsOnScreen))
    case 'PageUp':
      return down(-Math.max(1, rowsOnScreen))
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
