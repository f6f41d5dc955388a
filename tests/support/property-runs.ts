/** How many cases a property is tried with: few by default, many with `SLOW=1`. */
export function propertyRuns(few = 200): { readonly numRuns: number } {
  return { numRuns: process.env.SLOW === '1' ? few * 100 : few }
}
