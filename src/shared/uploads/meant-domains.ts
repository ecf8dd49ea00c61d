/** What both the window and Node have, and neither of them lends to code that either may run. */
declare const URL: new (address: string) => { readonly host: string }

/**
 * The site that a person means: of an address its host, as a browser names it. What is neither stays as typed, so that the
 * field can say what is wrong with it.
 */
export function domainOf(typed: string): string {
  const text = typed.trim()
  if (/[\s@]/.test(text)) return text
  try {
    return new URL(text.includes('://') ? text : `https://${text}`).host
  } catch {
    return text
  }
}

/** The same of several, each once. */
export function domainsOf(typed: readonly string[]): string[] {
  return [...new Set(typed.map(domainOf))]
}
