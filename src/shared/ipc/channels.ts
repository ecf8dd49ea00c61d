/** Channel names stand here alone; apart from the contract, whose schemas the preload has no use for. */
export const CALL_CHANNEL = 'longshore:call'
export const EVENT_CHANNEL = 'longshore:event'
