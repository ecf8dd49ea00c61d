/** What reka-ui dispatches on a list, menu or dialog that is about to go, before it moves the focus. */
export const CLOSING = 'focusScope.autoFocusOnUnmount'

export const isNowhere = (element: Element | null): boolean => element === null || element === document.body
