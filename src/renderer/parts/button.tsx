import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'

/** How much a button asks for attention. */
export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet'

type ButtonProps = {
  readonly children: ReactNode
  /** Left out where the button submits the form around it. */
  readonly onPress?: () => void
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly className?: string
  readonly isDisabled?: boolean
  /** What it started is not over. It looks it and, unlike a disabled button, keeps the focus; whoever hears it does nothing. */
  readonly isPending?: boolean
  readonly isFirst?: boolean
  readonly label?: string
  readonly id?: string
}

/** A button with words. `label` says more to those who do not see what stands around it; `isFirst` takes the focus in a dialog. */
export function Button({ children, onPress, kind = 'plain', size = 'normal', ...rest }: ButtonProps) {
  const { className, isDisabled = false, isPending = false, isFirst = false, label, id } = rest
  const names = [
    'button',
    kind !== 'plain' && `button-${kind}`,
    size === 'small' && 'button-small',
    isPending && 'button-pending',
    className,
  ]
  return (
    <AriaButton
      className={names.filter(Boolean).join(' ')}
      type={onPress === undefined ? 'submit' : 'button'}
      {...(onPress !== undefined && { onPress })}
      isDisabled={isDisabled}
      autoFocus={isFirst}
      {...(label !== undefined && { 'aria-label': label })}
      {...(id !== undefined && { id })}
    >
      {children}
    </AriaButton>
  )
}

type IconButtonProps = {
  readonly icon: ReactNode
  readonly label: string
  readonly onPress: () => void
  readonly kind?: ButtonKind
  readonly isDisabled?: boolean
  readonly isPressed?: boolean
}

/** A button that is a picture; `label` is its name and shows as a tip. */
export function IconButton({
  icon,
  label,
  onPress,
  kind = 'quiet',
  isDisabled = false,
  isPressed,
}: IconButtonProps) {
  return (
    <span title={label}>
      <AriaButton
        className={`button button-icon button-${kind}`}
        aria-label={label}
        onPress={onPress}
        isDisabled={isDisabled}
        {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      >
        {icon}
      </AriaButton>
    </span>
  )
}
