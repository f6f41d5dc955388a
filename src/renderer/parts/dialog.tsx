import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './button.tsx'

type DialogProps = {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly isWide?: boolean
  readonly role?: 'dialog' | 'alertdialog'
}

/** A dialog over the page. It holds the focus, Esc closes it, and the focus goes back where it was. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  children,
  isWide = false,
  role = 'dialog',
}: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className={isWide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog role={role}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon={<X size={18} aria-hidden />} label={closeLabel} onPress={onClose} />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
