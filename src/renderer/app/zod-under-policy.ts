import * as z from 'zod'

// zod writes functions from text to parse faster, which the content security policy refuses. It must know before the first
// schema is used, so this is the first import of the page.
z.config({ jitless: true })
