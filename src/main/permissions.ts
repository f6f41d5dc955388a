import type { Session } from 'electron'
import { log } from './log.ts'

/** Refuses every permission, device and download in a session, and leaves nothing to ask the person. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('permission-refused', permission)
    answer(false)
  })
  // Pages check all the time; a line for each would drown the log.
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    log('device-refused', 'hid')
    choose(null)
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    log('device-refused', 'usb')
    choose()
  })
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    log('device-refused', 'serial')
    choose('')
  })
  session.on('will-download', (event) => {
    event.preventDefault()
    log('download-refused')
  })
}
