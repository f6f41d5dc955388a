/**
 * Makes a reader of a server-sent event stream (WHATWG HTML, section 9.2) that tells the data of each message.
 *
 * Pieces may break anywhere. Only `data` fields are read; comments and the other fields are passed over.
 */
export function makeEventStreamReader(tell: (data: string) => void): (piece: string) => void {
  let rest = ''
  let data: string[] = []
  return (piece) => {
    rest += piece
    // A carriage return at the very end may be the first half of CR LF.
    const end = rest.endsWith('\r') ? rest.length - 1 : rest.length
    const lines = rest.slice(0, end).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + rest.slice(end)
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) tell(data.join('\n'))
        data = []
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line.startsWith('data: ') ? 6 : 5))
      }
    }
  }
}
