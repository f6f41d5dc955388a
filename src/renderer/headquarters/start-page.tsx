import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followAddress } from './address.ts'
import { connect, openPage } from './enter.ts'
import { HeadquartersRoot } from './headquarters-root.tsx'

const place = openPage()
followAddress(place, window)
void connect(place)
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <HeadquartersRoot place={place} />
  </StrictMode>,
)
