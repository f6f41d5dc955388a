import '../app/zod-under-policy.ts'
import '../parts/tokens.css'
import '../parts/fonts.css'
import '../parts/base.css'
import '../parts/controls.css'
import '../parts/surfaces.css'
import '../parts/data.css'
import '../parts/layout.css'
import '../screens/screens.css'
import '../screens/custody/custody.css'
import '../screens/search/search.css'
import '../screens/papers/papers.css'
import '../screens/folk/folk.css'
import '../screens/work/work.css'
import './headquarters.css'

// Everything else comes after: zod must be told before the first schema is made.
void import('./start-page.tsx')
