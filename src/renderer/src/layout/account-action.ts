/** What a person can do with an account in the sidebar. */
export type AccountAction = 'choose' | 'sign-in' | 'sign-out' | 'remove' | 'open' | 'refresh'
