type Work<Input, Context, Output> = (input: Input, context: Context) => Promise<Output>

/**
 * Makes handlers wait for each other: a person's number, name and slot are decided over several waits, and two changes at once would
 * decide the same. Each call runs when the one before it has come to its end, however that was.
 */
export function makeTurns(): <Input, Context, Output>(
  handler: Work<Input, Context, Output>,
) => Work<Input, Context, Output> {
  let last: Promise<unknown> = Promise.resolve()
  return (handler) => (input, context) => {
    const turn = last.then(() => handler(input, context))
    last = turn.catch(() => {})
    return turn
  }
}
